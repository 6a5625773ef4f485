/** The library's front door: one class per capability, one request record, one result record. */
package io.github.kitrail.operations;
