/** JSON as evidence needs it: read strictly, written without white space. */
package io.github.kitrail.evidence.json;
