package io.github.kitrail.deploy;
enum TemplateFormat { YAML }
