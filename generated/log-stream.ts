// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An event of a log stream. `topic` tells the kinds apart; a newer deployment may send other topics. */
        LogStreamEvent: components["schemas"]["VerificationEvent"] | components["schemas"]["ConsoleEvent"] | components["schemas"]["FunctionExecutionEvent"] | components["schemas"]["AuditLogStreamEvent"] | components["schemas"]["SchedulerStatsEvent"] | components["schemas"]["ScheduledJobLagEvent"] | components["schemas"]["CurrentStorageUsageEvent"] | components["schemas"]["ConcurrencyStatsEvent"] | components["schemas"]["StorageApiBandwidthEvent"] | components["schemas"]["LogStreamEgressEvent"] | components["schemas"]["CustomAuditEvent"] | components["schemas"]["AiGatewayUsageEvent"];
        /** @description Tests a new or changed stream, which delivers nothing else until a receiver accepts this event. */
        VerificationEvent: {
            /** @description Always `verification`: identifies this variant. */
            topic: "verification";
            /** @description When the event was made, in whole milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description A fixed text for people. */
            message: string;
        };
        /** @description A line that a function wrote with `console`. */
        ConsoleEvent: {
            /** @description Always `console`: identifies this variant. */
            topic: "console";
            /** @description When the line was written, in milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description The function that an event is about. */
            function: components["schemas"]["EventFunction"];
            /**
             * @description The method of `console` that wrote it.
             * @enum {string}
             */
            log_level: "DEBUG" | "LOG" | "INFO" | "WARN" | "ERROR" | (string & {});
            /** @description The arguments of the call as Convex prints them, so that a string has quotes; joined by spaces. */
            message: string;
            /** @description True if the line was cut because it was too long. */
            is_truncated: boolean;
            /** @description Names the warning if Convex itself wrote the line, such as about a limit. Null otherwise. */
            system_code?: string | null;
        };
        /** @description A run of a function: its time, its end and its usage. */
        FunctionExecutionEvent: {
            /** @description Always `function_execution`: identifies this variant. */
            topic: "function_execution";
            /** @description When the event was made, in whole milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description The function that an event is about. */
            function: components["schemas"]["EventFunction"];
            /** @description How long the run took, in milliseconds. */
            execution_time_ms: number;
            /** @description The part of that time in which the function's own code ran, in milliseconds. Null if unknown. */
            user_execution_time_ms?: number | null;
            /**
             * @description How the run ended, `success` or `failure`.
             * @enum {string}
             */
            status: "success" | "failure" | (string & {});
            /** @description The error that the function failed with, and its stack trace. Null after a success. */
            error_message?: string | null;
            /** @description The write of another function that this run conflicted with. Null without a conflict. */
            occ_info?: components["schemas"]["OccInfo"] | null;
            /** @description True if Convex runs the function again after this failure. */
            will_retry?: boolean;
            /** @description The scheduled job that this run belongs to. Null if it was not scheduled. */
            scheduler_info?: components["schemas"]["SchedulerInfo"] | null;
            /** @description The reason for a run. A query runs first for its subscription (`initialSubscription`), and again after a write (`dataChange`) or a change of the user (`identityChange`). */
            run_reason?: components["schemas"]["RunReason"];
            /** @description The resources that a run of a function used. */
            usage: components["schemas"]["FunctionUsage"];
        };
        /** @description A change that somebody made to the deployment, as the audit log has it. */
        AuditLogStreamEvent: {
            /** @description Always `audit_log`: identifies this variant. */
            topic: "audit_log";
            /** @description When the change was made, in milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description The change, such as `update_environment_variable`. */
            audit_log_action: string;
            /** @description Details of the change: an object, written as JSON into this string. Its keys depend on the action. */
            audit_log_metadata: string;
        };
        /** @description The state of the scheduler, sent from time to time. */
        SchedulerStatsEvent: {
            /** @description Always `scheduler_stats`: identifies this variant. */
            topic: "scheduler_stats";
            /** @description When the event was made, in whole milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description How late the oldest due job is that has not started, in whole seconds. */
            lag_seconds: number;
            /** @description The number of scheduled jobs that are running. */
            num_running_jobs: number;
        };
        /** @description The lateness of a scheduled job. */
        ScheduledJobLagEvent: {
            /** @description Always `scheduled_job_lag`: identifies this variant. */
            topic: "scheduled_job_lag";
            /** @description When the event was made, in whole milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description How late the job is, in whole seconds. */
            lag_seconds: number;
        };
        /** @description The storage that the deployment uses, sent from time to time. Each event has the totals. */
        CurrentStorageUsageEvent: {
            /** @description Always `current_storage_usage`: identifies this variant. */
            topic: "current_storage_usage";
            /** @description When the event was made, in whole milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description The documents of all tables, in bytes. */
            total_document_size_bytes: components["schemas"]["Amount"];
            /** @description The database indexes, in bytes. */
            total_index_size_bytes: components["schemas"]["Amount"];
            /** @description The vector indexes, in bytes. */
            total_vector_storage_bytes: components["schemas"]["Amount"];
            /** @description The indexes of text search, in bytes. */
            total_text_storage_bytes: components["schemas"]["Amount"];
            /** @description The stored files, in bytes. */
            total_file_storage_bytes: components["schemas"]["Amount"];
            /** @description The backups, in bytes. */
            total_backup_storage_bytes: components["schemas"]["Amount"];
            /** @description The documents of each system table by its name, such as `_storage`, in bytes. */
            total_system_table_document_size_bytes?: {
                [key: string]: components["schemas"]["Amount"];
            };
        };
        /** @description The functions that ran and waited at once, by their kind. Sent once a minute at most, and only after a change. */
        ConcurrencyStatsEvent: {
            /** @description Always `concurrency_stats`: identifies this variant. */
            topic: "concurrency_stats";
            /** @description When the event was made, in whole milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description Queries. */
            query: components["schemas"]["ConcurrencyCounts"];
            /** @description Mutations. */
            mutation: components["schemas"]["ConcurrencyCounts"];
            /** @description Actions in the runtime of Convex. */
            action: components["schemas"]["ConcurrencyCounts"];
            /** @description Actions in Node. */
            node_action: components["schemas"]["ConcurrencyCounts"];
            /** @description HTTP actions. */
            http_action: components["schemas"]["ConcurrencyCounts"];
        };
        /** @description A download of a stored file from its URL. Files that functions read are in their `usage`. */
        StorageApiBandwidthEvent: {
            /** @description Always `storage_api_bandwidth`: identifies this variant. */
            topic: "storage_api_bandwidth";
            /** @description When the event was made, in whole milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description The id of the file in the table `_storage`. */
            storage_id: string;
            /** @description The part of the file that was sent, in bytes. A download may end early, or ask for a range. */
            egress_bytes: components["schemas"]["Amount"];
        };
        /** @description The traffic of the deployment's log streams since the last event of this topic. */
        LogStreamEgressEvent: {
            /** @description Always `log_stream_egress`: identifies this variant. */
            topic: "log_stream_egress";
            /** @description When the event was made, in whole milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description The requests of all streams, in bytes. */
            egress_bytes: components["schemas"]["Amount"];
        };
        /** @description An entry that a function wrote for an audit. A stream gets this topic only if it asks for it. */
        CustomAuditEvent: {
            /** @description Always `custom_audit`: identifies this variant. */
            topic: "custom_audit";
            /** @description When the event was made, in whole milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
            /** @description The entry. Any JSON is possible. */
            body: unknown;
        };
        /** @description A use of the AI gateway. Its other members are not documented. */
        AiGatewayUsageEvent: {
            /** @description Always `ai_gateway_usage`: identifies this variant. */
            topic: "ai_gateway_usage";
            /** @description When the event was made, in whole milliseconds since the epoch. */
            timestamp: components["schemas"]["Timestamp"];
            /** @description The deployment that an event comes from. */
            convex: components["schemas"]["EventDeployment"];
        } & {
            [key: string]: unknown;
        };
        /**
         * Format: int64
         * @description When the event was made, in whole milliseconds since the epoch.
         */
        Timestamp: number;
        /**
         * Format: int64
         * @description An exact amount: a `number` if it is a safe integer, otherwise a `bigint`.
         */
        Amount: number | bigint;
        /** @description The deployment that an event comes from. */
        EventDeployment: {
            /** @description The name of the deployment, such as `happy-otter-123`. */
            deployment_name: string;
            /** @description The purpose of the deployment. Null on a self-hosted one. */
            deployment_type?: components["schemas"]["DeploymentType"] | null;
            /** @description The name of the deployment within its project, such as `production`. Null if it has none. */
            deployment_ref?: string | null;
            /** @description The name of the project. Null on a self-hosted deployment. */
            project_name?: string | null;
            /** @description The name of the project as it appears in URLs. Null on a self-hosted deployment. */
            project_slug?: string | null;
            /** @description The region of the deployment. Null if unknown. */
            deployment_region?: string | null;
        };
        /**
         * @description The purpose of a deployment.
         * @enum {string}
         */
        DeploymentType: "dev" | "prod" | "preview" | "custom" | (string & {});
        /** @description The function that an event is about. */
        EventFunction: {
            /** @description The module and name, such as `messages:send`, or method and path of an HTTP action (`POST /orders`). */
            path: string;
            /**
             * @description The kind of the function.
             * @enum {string}
             */
            type: "query" | "mutation" | "action" | "http_action" | (string & {});
            /** @description True if a query was answered from the cache. Null unless a query. */
            cached?: boolean | null;
            /** @description The id of the request that the function ran for. */
            request_id: string;
            /** @description The number of mutations of the same client that waited for their turn. Null unless a mutation. */
            mutation_queue_length?: number | null;
            /** @description The number of earlier attempts that failed. Null unless a mutation. */
            mutation_retry_count?: number | null;
            /** @description The path of the component that the function belongs to. Null or absent for the app itself. */
            component_path?: string | null;
        };
        /**
         * @description The reason for a run. A query runs first for its subscription (`initialSubscription`), and again after a write (`dataChange`) or a change of the user (`identityChange`).
         * @enum {string}
         */
        RunReason: "initialSubscription" | "dataChange" | "identityChange" | "webSocket" | "httpApi" | "httpEndpoint" | "cron" | "scheduler" | "action" | "tester" | (string & {});
        /** @description A conflict of two writes. Each member is null if it is unknown. */
        OccInfo: {
            /** @description The table of the conflict. */
            table_name?: string | null;
            /** @description The id of the document that both wrote. */
            document_id?: string | null;
            /** @description The function that wrote it first. */
            write_source?: string | null;
            /** @description The path of the component that the table belongs to. */
            component_path?: string | null;
            /** @description The number of earlier attempts that failed. */
            retry_count?: number | null;
        };
        /** @description A scheduled job. */
        SchedulerInfo: {
            /** @description The id of the job in the table `_scheduled_functions`. */
            job_id: string;
        };
        /** @description The functions of one kind: the largest numbers at once within a minute. */
        ConcurrencyCounts: {
            /** @description The largest number that ran at once. */
            num_running: number;
            /** @description The largest number that waited at once. */
            num_queued: number;
        };
        /** @description The resources that a run of a function used. */
        FunctionUsage: {
            /** @description Documents read, in bytes. */
            database_read_bytes: components["schemas"]["Amount"];
            /** @description Documents written, in bytes. */
            database_write_bytes: components["schemas"]["Amount"];
            /** @description Reads of the database as they are billed, in bytes. */
            database_io_read_bytes?: components["schemas"]["Amount"];
            /** @description Writes of the database as they are billed, in bytes. */
            database_io_write_bytes?: components["schemas"]["Amount"];
            /** @description The number of documents read. */
            database_read_documents: components["schemas"]["Amount"];
            /** @description The number of documents inserted, changed or deleted. */
            database_write_documents?: components["schemas"]["Amount"];
            /** @description Stored files read, in bytes. */
            file_storage_read_bytes: components["schemas"]["Amount"];
            /** @description Stored files written, in bytes. */
            file_storage_write_bytes: components["schemas"]["Amount"];
            /** @description Vector indexes read, in bytes. */
            vector_storage_read_bytes: components["schemas"]["Amount"];
            /** @description Vector indexes written, in bytes. */
            vector_storage_write_bytes: components["schemas"]["Amount"];
            /** @description Text indexes that searches went through, in bytes. */
            text_search_query_bytes?: components["schemas"]["Amount"];
            /** @description Text indexes that writes went through, in bytes. */
            text_search_write_query_bytes?: components["schemas"]["Amount"];
            /** @description Vector indexes that searches went through, in bytes. */
            vector_search_query_bytes?: components["schemas"]["Amount"];
            /** @description Vector indexes that writes went through, in bytes. */
            vector_search_write_query_bytes?: components["schemas"]["Amount"];
            /** @description Data sent to clients and other services, in bytes. */
            network_egress_bytes?: components["schemas"]["Amount"];
            /** @description The memory that the run was given, in MiB (2^20 bytes): the limit of the heap in the runtime of Convex, the allocation of an action in Node. It is not a measured peak. 0 if it is unknown, as after some failures. */
            memory_used_mb?: components["schemas"]["Amount"];
            /** @description The same for an action or an HTTP action, in MiB (2^20 bytes). Null for any other function. */
            action_memory_used_mb?: components["schemas"]["Amount"] | null;
            /** @description Entries for an audit that were sent to S3, in bytes. */
            audit_log_egress_bytes?: components["schemas"]["Amount"];
            /** @description The arguments, in bytes. Null if unknown, as for an HTTP action. */
            function_args_bytes?: components["schemas"]["Amount"] | null;
            /** @description The result, in bytes. Null if unknown, as for an HTTP action or after a failure. */
            function_returns_bytes?: components["schemas"]["Amount"] | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
