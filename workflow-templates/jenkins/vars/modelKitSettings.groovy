/** What a pipeline of this library was called with, over what it has by default; null has no default. */
Map call(String pipeline, Map standard, Map given) {
  for (String name in given.keySet()) {
    if (!standard.containsKey(name)) {
      error pipeline + ' has no setting ' + name + '. It has: ' + standard.keySet().join(', ') + '.'
    }
  }
  Map settings = [:]
  settings.putAll(standard)
  settings.putAll(given)
  for (String name in settings.keySet()) {
    if (settings[name] == null) {
      error pipeline + ' needs the setting ' + name + ': vars/' + pipeline + '.txt says what it is.'
    }
  }
  return settings
}
