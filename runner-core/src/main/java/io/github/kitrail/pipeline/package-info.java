/** kitrail.yaml: the stages of a run, their order, and the report. */
package io.github.kitrail.pipeline;
