package org.springframework.security.core;

/**
 * A signature of <a
 * href="https://docs.spring.io/spring-security/site/docs/current/api/org/springframework/security/core/Authentication.html">Authentication</a>.
 */
public interface Authentication {}
