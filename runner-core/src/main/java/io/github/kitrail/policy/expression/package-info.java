/** The expressions of a policy: CEL, which only this package knows and loads. */
package io.github.kitrail.policy.expression;
