namespace CallImport.Infrastructure.Verification;

/// <summary>Rules over rows. Each statement returns those that break it: an id, and what is wrong in words.</summary>
internal static class RowRules
{
    private const string InWork = "call.status IN ('downloading', 'transcribing', 'processing')";
    private const string Open = "call.status IN ('pending', 'downloading', 'transcribing', 'processing')";
    private const string Active = "job.status IN ('pending', 'counting', 'in_progress')";

    public static readonly (DisagreementKind Kind, string Sql)[] All =
    [
        (DisagreementKind.Counters,
            """
            SELECT job.id::text, format('counted %s processed, %s failed, %s found, %s skipped; rows say %s, %s, %s, %s', job.processed_calls, job.failed_calls,
                job.found_calls, job.skipped_calls, coalesce(own.done, 0) + coalesce(handed.done, 0), coalesce(own.failed, 0) + coalesce(handed.failed, 0),
                coalesce(own.found, 0) + coalesce(handed.found, 0), coalesce(skips.skipped, 0))
            FROM import_jobs job
            LEFT JOIN (SELECT import_job_id, count(*) AS found, count(*) FILTER (WHERE status = 'completed') AS done,
                count(*) FILTER (WHERE status = 'failed') AS failed FROM imported_calls GROUP BY 1) own ON own.import_job_id = job.id
            LEFT JOIN (SELECT import_job_id, count(*) AS found, count(*) FILTER (WHERE status = 'failed') AS failed,
                count(*) FILTER (WHERE status = 'completed') AS done FROM call_handovers GROUP BY 1) handed ON handed.import_job_id = job.id
            LEFT JOIN (SELECT import_job_id, count(*) AS skipped FROM call_skips GROUP BY 1) skips ON skips.import_job_id = job.id
            WHERE (job.processed_calls, job.failed_calls, job.found_calls) IS DISTINCT FROM
                (coalesce(own.done, 0) + coalesce(handed.done, 0), coalesce(own.failed, 0) + coalesce(handed.failed, 0), coalesce(own.found, 0) + coalesce(handed.found, 0))
                OR job.skipped_calls <> coalesce(skips.skipped, 0) AND NOT (job.job_type = 'sync' AND job.completed_at < now() - interval '1 day')
            """),
        (DisagreementKind.Counters,
            """
            SELECT job.id::text, format('completed with total %s, found %s, processed %s, failed %s', total_calls, found_calls, processed_calls, failed_calls)
            FROM import_jobs job WHERE status = 'completed'
                AND (total_calls IS DISTINCT FROM processed_calls + failed_calls OR found_calls <> processed_calls + failed_calls OR listing_sealed_at IS NULL)
            """),
        (DisagreementKind.Counters,
            """
            SELECT job.id::text, format('the source has %s calls, and %s were found and %s skipped', source_calls, found_calls, skipped_calls)
            FROM import_jobs job WHERE listing_sealed_at IS NOT NULL AND listing_error IS NULL AND source_calls < found_calls + skipped_calls
            """),
        (DisagreementKind.Stuck,
            $"""
            SELECT call.id::text, format('is %s although its import %s is %s', call.status, job.id, job.status)
            FROM imported_calls call JOIN import_jobs job ON job.id = call.import_job_id WHERE {Open} AND NOT {Active}
            """),
        (DisagreementKind.Stuck,
            $"""
            SELECT call.id::text, format('held by %s, whose lease ran out at %s', call.lease_owner, call.lease_until)
            FROM imported_calls call WHERE {InWork} AND call.lease_until < now() - interval '1 minute'
            """),
        (DisagreementKind.Stuck,
            $"""
            SELECT job.id::text, format('all %s calls are done and the import is still %s', found_calls, status) FROM import_jobs job
            WHERE {Active} AND listing_sealed_at IS NOT NULL AND found_calls = processed_calls + failed_calls AND updated_at < now() - interval '1 minute'
            """),
        (DisagreementKind.Stuck,
            $"""
            SELECT job.id::text, format('nobody lists it since %s', job.updated_at) FROM import_jobs job
            JOIN import_credentials credential ON credential.id = job.credential_id AND credential.status = 'valid'
            WHERE {Active} AND job.listing_sealed_at IS NULL AND job.paused_at IS NULL AND coalesce(job.lease_until < now(), true)
                AND coalesce(job.waiting_until < now() - interval '5 minutes', true) AND job.updated_at < now() - interval '5 minutes'
                AND job.found_calls - job.processed_calls - job.failed_calls < 10000
                AND NOT EXISTS (SELECT 1 FROM rate_limit_buckets bucket WHERE bucket.credential_id = job.credential_id AND bucket.blocked_until > now())
            """),
        (DisagreementKind.Stuck,
            $"""
            SELECT job.id::text, format('%s calls wait, and nobody takes them since %s', found_calls - processed_calls - failed_calls, job.last_claimed_at)
            FROM import_jobs job JOIN import_credentials credential ON credential.id = job.credential_id AND credential.status = 'valid'
            WHERE {Active} AND job.paused_at IS NULL AND job.updated_at < now() - interval '10 minutes'
                AND coalesce(job.waiting_until < now() - interval '5 minutes', true) AND coalesce(job.last_claimed_at < now() - interval '10 minutes', true)
                AND NOT EXISTS (SELECT 1 FROM rate_limit_buckets bucket WHERE bucket.credential_id = job.credential_id AND bucket.blocked_until > now())
                AND EXISTS (SELECT 1 FROM imported_calls call WHERE call.import_job_id = job.id AND call.status = 'pending'
                    AND coalesce(call.due_at < now() - interval '5 minutes', true))
            """),
        (DisagreementKind.Lease,
            $"""
            SELECT call.id::text, format('%s with owner %s', call.status, coalesce(call.lease_owner, 'nobody')) FROM imported_calls call
            WHERE ({InWork}) <> (call.lease_owner IS NOT NULL)
            """),
        (DisagreementKind.Lost,
            """
            SELECT call.id::text, format('%s of %s is completed, and not in the library', call.source_call_id, call.source_platform) FROM imported_calls call
            LEFT JOIN engagements engagement ON engagement.id = call.engagement_id WHERE call.status = 'completed' AND engagement.id IS NULL
            """),
        (DisagreementKind.Lost,
            """
            SELECT engagement.id::text, format('%s has no transcript, and nothing says why', engagement.source_call_id) FROM engagements engagement
            LEFT JOIN transcripts transcript ON transcript.engagement_id = engagement.id
            WHERE transcript.engagement_id IS NULL AND engagement.transcript_absence IS NULL
            """),
        (DisagreementKind.Lost,
            """
            SELECT engagement.id::text, format('%s has no recording, and nothing says why', engagement.source_call_id) FROM engagements engagement
            WHERE recording_key IS NULL AND recording_absence IS NULL
            """),
        (DisagreementKind.Duplicate,
            """
            SELECT max(id::text), format('%s of %s is %s times in the library', source_call_id, source_platform, count(*)) FROM engagements
            GROUP BY workspace_id, source_platform, source_call_id HAVING count(*) > 1
            """),
        (DisagreementKind.Duplicate,
            """
            SELECT engagement_id::text, format('%s calls claim to have become it', count(*)) FROM imported_calls
            WHERE engagement_id IS NOT NULL GROUP BY engagement_id HAVING count(*) > 1
            """),
        (DisagreementKind.Duplicate,
            """
            SELECT max(id::text), format('%s engagements share the recording %s', count(*), recording_key) FROM engagements
            WHERE recording_key IS NOT NULL GROUP BY recording_key HAVING count(*) > 1
            """),
        (DisagreementKind.Orphan,
            """
            SELECT engagement.id::text, format('%s is in the library, and no call has become it', engagement.source_call_id) FROM engagements engagement
            LEFT JOIN imported_calls call ON call.engagement_id = engagement.id WHERE call.id IS NULL
            """),
        (DisagreementKind.Orphan,
            """
            SELECT transcript.engagement_id::text, 'a transcript of nothing' FROM transcripts transcript
            LEFT JOIN engagements engagement ON engagement.id = transcript.engagement_id WHERE engagement.id IS NULL
            """),
        (DisagreementKind.Links,
            """
            SELECT call.id::text, format('%s of %s has become %s of %s', call.source_call_id, call.source_platform, engagement.source_call_id,
                engagement.source_platform)
            FROM imported_calls call JOIN engagements engagement ON engagement.id = call.engagement_id
            WHERE (call.workspace_id, call.source_platform, call.source_call_id) IS DISTINCT FROM
                (engagement.workspace_id, engagement.source_platform, engagement.source_call_id)
            """),
        (DisagreementKind.Links,
            """
            SELECT call.id::text, format('belongs to import %s of another workspace or platform', job.id) FROM imported_calls call
            JOIN import_jobs job ON job.id = call.import_job_id
            WHERE (call.workspace_id, call.source_platform) IS DISTINCT FROM (job.workspace_id, job.platform)
            """),
        (DisagreementKind.Links,
            """
            SELECT engagement.id::text, format('%s has a transcript and says that there is none', engagement.source_call_id) FROM engagements engagement
            JOIN transcripts transcript ON transcript.engagement_id = engagement.id
            WHERE engagement.transcript_absence IS NOT NULL OR transcript.workspace_id <> engagement.workspace_id
            """),
        (DisagreementKind.Handover,
            """
            SELECT call.id::text, format('counts twice for import %s: as its own, and as handed over', call.import_job_id) FROM call_handovers handover
            JOIN imported_calls call ON call.id = handover.imported_call_id AND call.import_job_id = handover.import_job_id
            """),
        (DisagreementKind.Handover,
            """
            SELECT call.id::text, format('counts twice for import %s: as its own, and as skipped', call.import_job_id) FROM call_skips skip
            JOIN imported_calls call ON call.id = skip.imported_call_id AND call.import_job_id = skip.import_job_id
            """),
    ];
}
