{{- /* The gateway's application.yaml. It holds no secret: those are files of the volume "secrets". */ -}}
{{- define "sallyport.application" -}}
{{- $values := .Values -}}
server:
  port: 8080
  shutdown: graceful
  forward-headers-strategy: {{ ternary "native" "none" (or $values.ingress.enabled $values.service.trustForwardedHeaders) }}
management:
  server:
    port: 8081
  endpoint:
    health:
      probes:
        enabled: true
  endpoints:
    web:
      exposure:
        include: [health, prometheus]
spring:
  lifecycle:
    timeout-per-shutdown-phase: {{ sub $values.terminationGracePeriodSeconds 30 }}s
  security:
    oauth2:
      resourceserver:
        jwt:
          issuer-uri: {{ $values.identity.issuer | quote }}
          {{- with $values.identity.jwkSetUri }}
          jwk-set-uri: {{ quote . }}
          {{- end }}
          audiences: {{ toJson $values.identity.audiences }}
  elasticsearch:
    uris: {{ toJson $values.elasticsearch.uris }}
    {{- if $values.elasticsearch.certificateAuthority }}
    restclient:
      ssl:
        bundle: elasticsearch
  ssl:
    bundle:
      pem:
        elasticsearch:
          truststore:
            certificate: file:/etc/sallyport/certificates/elasticsearch.crt
    {{- end }}
sallyport:
  policies:
    directory: /etc/sallyport/policies
    last-good: /var/lib/sallyport/policies
    writable: false
    {{- with include "sallyport.settings" (omit $values.policies "files" "existingConfigMap" "shadow") | trim }}
    {{- nindent 4 . }}
    {{- end }}
    {{- with $values.policies.shadow }}
    shadow:
      directory: /etc/sallyport/policies-shadow
      {{- with include "sallyport.settings" (omit . "existingConfigMap") | trim }}
      {{- nindent 6 . }}
      {{- end }}
    {{- end }}
  audit:
    directory: /var/lib/sallyport/audit
    name: {{ $values.audit.name | default (include "sallyport.fullname" .) | quote }}
    sealing-key: /etc/sallyport/keys/sealing-key
    reference-key: /etc/sallyport/keys/reference-key
    {{- with include "sallyport.settings" (omit $values.audit "name" "volume" "sealingKey" "referenceKey") | trim }}
    {{- nindent 4 . }}
    {{- end }}
  {{- with include "sallyport.identity" $values.identity | trim }}
  identity:
    {{- nindent 4 . }}
  {{- end }}
  collections:
    {{- range $name, $access := $values.collections }}
    {{ $name }}:
      {{- include "sallyport.settings" $access | trim | nindent 6 }}
    {{- end }}
  inference:
    providers:
      {{- range $id, $provider := $values.inference.providers }}
      {{ $id }}:
        {{- include "sallyport.settings" (omit $provider "apiKey") | trim | nindent 8 }}
      {{- end }}
    models:
      {{- include "sallyport.named" $values.inference.models | trim | nindent 6 }}
  callers:
    purposes:
      {{- include "sallyport.named" $values.callers.purposes | trim | nindent 6 }}
    clients:
      {{- include "sallyport.named" $values.callers.clients | trim | nindent 6 }}
    {{- with $values.callers.breakGlass }}
    break-glass:
      {{- include "sallyport.settings" . | trim | nindent 6 }}
    {{- end }}
  {{- with include "sallyport.settings" (pick $values "api" "answers" "ingest" "retrieval" "index" "redaction") | trim }}
  {{- nindent 2 . }}
  {{- end }}
{{- end -}}

{{- /* Claims and the roles behind scopes. A scope is a name and stays as it is. */ -}}
{{- define "sallyport.identity" -}}
{{- include "sallyport.settings" (pick . "claims" "strip" "multiFactor" "cache" "skew") }}
{{- with .scopeRoles }}
scope-roles:
  {{- range $scope, $roles := . }}
  {{ printf "[%s]" $scope | quote }}: {{ toJson $roles }}
  {{- end }}
{{- end }}
{{- end -}}
