#!/bin/sh
# The whole journey with curl and jq: connect, preview, start, follow, read, sync, forget.
# Needs CALLIMPORT_URL, CALLIMPORT_TOKEN (scopes read, import, credentials) and GONG_KEY (accessKey:accessKeySecret).
set -eu

# ask OPERATION [VARIABLES [HEADER]]: prints what is in data, or stops with the first error.
ask() {
  jq -n --arg query "$1" --argjson variables "${2:-null}" '{query: $query, variables: $variables}' |
    curl -sS "$CALLIMPORT_URL/graphql" -H "Authorization: Bearer $CALLIMPORT_TOKEN" -H 'Content-Type: application/json' -H "${3:-X-Unused: 1}" -d @- |
    jq -e 'if .errors then error("\(.errors[0].extensions.code): \(.errors[0].message)") else .data end'
}

credential=$(ask 'mutation ($key: String!) { createImportCredential(platform: GONG, apiKey: $key) { credential { id } } }' \
  "$(jq -n --arg key "$GONG_KEY" '{key: $key}')" | jq -r .createImportCredential.credential.id)
id=$(jq -n --arg id "$credential" '{id: $id}')

ask 'query ($id: ID!) { importPreview(credentialId: $id) { callCount estimatedDurationMinutes pricing { totalCostCents } } }' "$id" |
  jq -r '.importPreview | "\(.callCount) calls for \(.pricing.totalCostCents) cents"' >&2

# The same key gives the same import, however often this is sent.
job=$(ask 'mutation ($id: ID!) { startImportJob(credentialId: $id, jobType: HISTORICAL) { job { id } } }' \
  "$id" "Idempotency-Key: journey-$credential" | jq -r .startImportJob.job.id)

# Follows as server-sent events; the stream ends when the import does.
jq -n --arg job "$job" '{query: "subscription ($job: ID!) { importJobProgress(jobId: $job) { status processedCalls totalCalls } }", variables: {job: $job}}' |
  curl -sSN "$CALLIMPORT_URL/graphql" -H "Authorization: Bearer $CALLIMPORT_TOKEN" -H 'Content-Type: application/json' -H 'Accept: text/event-stream' -d @- |
  sed -n 's/^data: *{/{/p' | jq -r --unbuffered '.data.importJobProgress | "\(.status) \(.processedCalls) of \(.totalCalls)"' >&2

status=$(ask 'query ($job: ID!) { importJob(id: $job) { status } }' "$(jq -n --arg job "$job" '{job: $job}')" | jq -r .importJob.status)
call=$(ask '{ engagements(first: 1) { nodes { id } } }' | jq -r '.engagements.nodes[0].id')
title=$(ask 'query ($id: ID!) { engagement(id: $id) { title transcript { segments { speaker text } } } }' "$(jq -n --arg id "$call" '{id: $id}')" | jq -r .engagement.title)

ask 'mutation ($id: ID!) { configureImportSync(credentialId: $id, enabled: true, syncFrequencyMinutes: 60) { enabled } }' "$id" >&2
deleted=$(ask 'mutation ($id: ID!) { deleteImportCredential(credentialId: $id) { success } }' "$id" | jq .deleteImportCredential.success)

jq -n --arg status "$status" --arg title "$title" --argjson deleted "$deleted" '{status: $status, title: $title, deleted: $deleted}'
