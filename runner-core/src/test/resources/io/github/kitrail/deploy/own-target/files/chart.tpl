copied as it is: {{ .Values.name }}
