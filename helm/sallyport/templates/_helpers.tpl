{{- define "sallyport.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name -}}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- /* 50 characters leave room for what Kubernetes appends: "-headless", "-<hash>", "audit-…-<ordinal>" */ -}}
{{- .Values.fullnameOverride | default $full | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "sallyport.selectorLabels" -}}
app.kubernetes.io/name: {{ .Values.nameOverride | default .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "sallyport.labels" -}}
{{ include "sallyport.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "sallyport.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ with .tag }}:{{ . }}{{ end }}{{ with .digest }}@{{ . }}{{ end }}
{{- end -}}
{{- end -}}

{{- define "sallyport.policiesConfigMap" -}}
{{- .Values.policies.existingConfigMap | default (printf "%s-policies" (include "sallyport.fullname" .)) -}}
{{- end -}}

{{- /* A map of values as Spring Boot properties: keys in kebab case, empty maps left out. */ -}}
{{- define "sallyport.settings" -}}
{{- range $key, $value := . }}
{{- if kindIs "map" $value }}
{{- if $value }}
{{ kebabcase $key }}:
  {{- include "sallyport.settings" $value | trim | nindent 2 }}
{{- end }}
{{- else }}
{{ kebabcase $key }}: {{ toJson $value }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* A map whose keys are names, not properties: in brackets Spring Boot keeps every character of them. */ -}}
{{- define "sallyport.named" -}}
{{- range $name, $value := . }}
{{ printf "[%s]" $name | quote }}:
  {{- include "sallyport.settings" $value | trim | nindent 2 }}
{{- end }}
{{- end -}}

{{- /* What the schema cannot say, that names are declared where they are used; and the least of what it says, because
     Helm can be told to skip it. */ -}}
{{- define "sallyport.check" -}}
{{- $values := .Values -}}
{{- $needed := dict
  "identity.issuer" $values.identity.issuer
  "identity.audiences" $values.identity.audiences
  "elasticsearch.uris" $values.elasticsearch.uris
  "elasticsearch.apiKey" $values.elasticsearch.apiKey
  "collections" $values.collections
  "inference.providers" $values.inference.providers
  "inference.models" $values.inference.models
  "callers.clients" $values.callers.clients
  "audit.sealingKey" $values.audit.sealingKey
  "audit.referenceKey" $values.audit.referenceKey
  "policies" $values.policies
-}}
{{- range $name, $value := $needed -}}
{{- if not $value -}}
{{- fail (printf "%s: required, found nothing" $name) -}}
{{- end -}}
{{- end -}}
{{- range $model, $settings := $values.inference.models -}}
{{- if not (hasKey $values.inference.providers $settings.provider) -}}
{{- fail (printf "inference.models.%s.provider: expected one of inference.providers, not %s" $model $settings.provider) -}}
{{- end -}}
{{- end -}}
{{- range $client, $settings := $values.callers.clients -}}
{{- range $purpose := $settings.purposes -}}
{{- if not (hasKey $values.callers.purposes $purpose) -}}
{{- fail (printf "callers.clients.%s.purposes: expected names of callers.purposes, not %s" $client $purpose) -}}
{{- end -}}
{{- end -}}
{{- with $settings.defaultPurpose -}}
{{- if not (has . $settings.purposes) -}}
{{- fail (printf "callers.clients.%s.defaultPurpose: expected one of its purposes, not %s" $client .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $values.serviceMonitor.enabled (not $values.networkPolicy.metricsNamespaces) -}}
{{- fail "serviceMonitor.enabled: expected the namespace of Prometheus in networkPolicy.metricsNamespaces, which is empty" -}}
{{- end -}}
{{- end -}}
