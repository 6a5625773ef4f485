/** Running a packaged model: engines, smoke-test specs, assertions, reports. */
package io.github.kitrail.inference;
