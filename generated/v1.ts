// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

/** A value of a document: integers are `bigint`, so that no digit is lost; floats are `number`. */
export type DocumentValue =
    null | boolean | string | number | bigint | DocumentValue[] | { [key: string]: DocumentValue };
export interface paths {
    "/update_environment_variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change environment variables
         * @description Sets and removes any number of variables in one transaction: either all changes are made or none. A change with a string as its value creates or overwrites the variable. **A change whose value is null or absent removes it**; removing a variable that does not exist succeeds. Variables that no change names stay as they are.
         *
         *     The order of the changes does not matter: the server first removes, then sets, each by name in byte order. Of two values for one name the byte-greatest one stays, so name each variable once. Setting the value that a variable already has counts as a change: it writes an event and, like any update, reruns every live query. An empty list changes nothing, but deployed auth config is evaluated anew.
         *
         *     Limits, judged on the result of all changes: 512 variables (`EnvVarLimitMet`) and 512 KiB of names and values (`EnvVarTotalSizeLimitMet`). `CONVEX_CLOUD_URL` and `CONVEX_SITE_URL` can't be set (`EnvVarNameForbidden`). Variables that the app declares may refuse to be removed (`RequiredEnvironmentVariable`) or to take a value (`InvalidEnvironmentVariable`), and the app's auth config must still evaluate (`InvalidAuthConfig`, `AuthConfigMissingEnvironmentVariable`).
         */
        post: operations["updateEnvironmentVariables"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/list_environment_variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List environment variables
         * @description Answers every variable that was set on the deployment, as of one moment and with its value in clear text. The built-in `CONVEX_CLOUD_URL` and `CONVEX_SITE_URL` are never among them. Convex reserves the right to leave secret variables out one day, so a name that is missing here need not be missing on the deployment.
         */
        get: operations["listEnvironmentVariables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/list_audit_log_events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit log events
         * @description Answers the deployment's events from a moment on, oldest first, page by page. The last page may be empty, and it carries no cursor to go on from later: ask again with `from` set to the last event's `createTime` and drop what you have already seen. A cursor belongs to its `from`; with another one it is an `InvalidCursor`.
         *
         *     How far back the log can be read depends on the plan: `AuditLogsDisabled` where there is no audit log (always so on self-hosted deployments), `AuditLogsTooOld` where `from` lies before what is kept.
         */
        get: operations["listAuditLogEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deployment_info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get deployment info
         * @description Answers whether the deployment runs on Convex's cloud or elsewhere and, on the cloud, its type and which project and team it belongs to. Its name and its URL are not part of the answer. The permission is the one for viewing data.
         */
        get: operations["getDeploymentInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/get_current_usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get current usage
         * @description Answers what the deployment has consumed of each metric since the current day and the current month began (UTC calendar). Metrics that were not used are answered as zero. The server counts from its own start; what was used before is included once `seedStatus` is `complete`, which it never is on self-hosted deployments.
         */
        get: operations["getCurrentUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/list_usage_limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List usage limits
         * @description Answers all usage limits of the deployment, enabled or not, in the order of their ids.
         */
        get: operations["listUsageLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/create_usage_limit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a usage limit
         * @description Adds a limit and answers it with its id. There can be one limit per metric, window and type (`DuplicateUsageLimit`). An enabled limit may not lie below what the window has already consumed (`UsageLimitBelowCurrentUsage`), and development deployments on the cloud take no limits of type `warning` (`UsageLimitWarningNotSupported`).
         */
        post: operations["createUsageLimit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/update_usage_limit/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a usage limit
         * @description Replaces everything about a limit but its id; all five fields are needed. The rules for creating one apply, where the limit being replaced does not count as a duplicate of itself. `InvalidId` means that the id can't be one, `UsageLimitNotFound` that there is no such limit (any more).
         */
        post: operations["updateUsageLimit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delete_usage_limit/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete a usage limit
         * @description Removes a limit. A deployment that this limit had stopped runs again. `InvalidId` means that the id can't be one, `UsageLimitNotFound` that there is no such limit (any more).
         */
        post: operations["deleteUsageLimit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/update_canonical_url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set or reset a canonical URL
         * @description Decides what the deployment's functions see as `CONVEX_CLOUD_URL` or `CONVEX_SITE_URL`. A string is taken as it is, without any check that it is a URL; null, or no `url` at all, goes back to the default. Even a call that changes nothing writes an audit event. The app's auth config is evaluated anew and must succeed (`InvalidAuthConfig`, `AuthConfigMissingEnvironmentVariable`).
         */
        post: operations["updateCanonicalUrl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/get_canonical_urls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the canonical URLs
         * @description Answers both canonical URLs, each as it was set or else the deployment's default. No particular permission is needed: any token that administers this deployment will do.
         */
        get: operations["getCanonicalUrls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/list_log_streams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List log streams
         * @description Answers all log streams, as a bare array in the order of their ids. A deleted stream stays in it for a moment, with the status `deleting`. API keys, the Sentry DSN and Amazon's secret key are never answered; a webhook's signing secret is.
         */
        get: operations["listLogStreams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/get_log_stream/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a log stream
         * @description Answers one log stream. `InvalidLogStreamId` means that the id can't be one, `LogStreamDoesntExist` that there is no such stream or that it is being deleted, `UnsupportedLogStreamType` that its kind is not a public one.
         */
        get: operations["getLogStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/delete_log_stream/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete a log stream
         * @description Stops a log stream and marks it as `deleting`; it disappears shortly after. A new stream of the same kind can be created at once. `InvalidLogStreamId` means that the id can't be one, `LogStreamDoesntExist` that there is no such stream or that it is already being deleted.
         */
        post: operations["deleteLogStream"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/create_log_stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a log stream
         * @description Adds a log stream and answers its id; for a webhook, also the secret that signs what it sends. The stream begins as `pending` and becomes `active` or `failed` once the service has been tried. A second stream of a kind is a 409 (`LogStreamAlreadyExists`), a ninth stream is too many (`LogSinkQuotaExceeded`). The topic `custom_audit` needs a plan of its own (`CustomAuditLogsInLogStreamsNotEnabled`).
         *
         *     An `s3Export` exports documents, not logs: it needs the plan for data sync (`StreamingExportNotEnabled`) instead of that for log streams, and the permission `deployment:data:view` too.
         */
        post: operations["createLogStream"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/update_log_stream/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change a log stream
         * @description Changes some of a log stream's settings: what is left out stays. `logStreamType` says which kind the stream is, and must be right (`LogStreamTypeMismatch`). Null clears `topics`, `service`, `ingestUrl`, `tags`, `host`, `serviceName` and `prefix`; anywhere else the server takes null for "leave it", so this document does not offer it. An `s3Export` needs the plan and the permissions that creating one needs.
         *
         *     The stream goes back to `pending` and is tried again, even if nothing changed. A webhook keeps its secret. A stream that is subscribed to `custom_audit` needs the plan for it even when its topics are not touched.
         */
        post: operations["updateLogStream"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rotate_webhook_secret/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate a webhook's secret
         * @description Gives a webhook log stream a new signing secret and answers it. A stream that runs may go on signing with the old one until it restarts, as it does after an update. Streams of other kinds have no secret (`NoSecretToRotate`). Should the answer get lost, reading the log stream answers the newest secret, too.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pause_deployment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause the deployment
         * @description Stops the deployment's functions: calls fail, scheduled functions wait until it is unpaused, and cron jobs are skipped. Storage is still billed, and this API still works. Pausing a paused deployment succeeds and writes no event. A deployment that Convex itself has stopped can't be paused (`PauseDeploymentFailed`).
         */
        post: operations["pauseDeployment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unpause_deployment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unpause the deployment
         * @description Starts a paused deployment again; what was scheduled meanwhile now runs. A deployment that is not paused, or that Convex itself has stopped, can't be unpaused (`UnpauseDeploymentFailed`).
         */
        post: operations["unpauseDeployment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/data/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sync a page of data
         * @description Answers one page of documents and changes. Without a cursor a new sync begins, recorded under a new id; with the cursor of the last page it goes on. Empty the tables in `truncates` first, then apply `values`: a document may come several times, and the revision with the highest `ts` is the one that counts.
         *
         *     A sync never ends: there is always a next cursor. For a single export go on until the status is `upToDate`; to follow changes, keep asking, and pause between pages that bring nothing. Pages are as large as the server likes, usually up to 16 384 entries and 64 MiB. Store the cursor of every page, also of one without values: a deployment refuses a cursor that is older than its retention, 14 days on the cloud and 2 days on self-hosted ones (`DataSyncCursorExpired`: begin again without one), and a cursor of another deployment (`InvalidDataSyncCursor`). A selection with an impossible name, or without `_id`, is an `InvalidDataSyncSelection`.
         */
        post: operations["dataSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/data/list_active_syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List active syncs
         * @description Answers the syncs that fetched a page within the last three days, the latest first, page by page; the last page may be empty. Progress is recorded every few seconds, so it can lag behind.
         */
        get: operations["listActiveSyncs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/data/sync/{sync_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an active sync
         * @description Answers one sync and its recorded progress, as the list of active syncs has it. `DataSyncNotFound` means that there is no such sync, or that it fetched no page within the last three days.
         */
        get: operations["getActiveSync"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description Why a request was refused or failed.
         * @example {
         *       "code": "InternalServerError",
         *       "message": "Something went wrong. Try again later."
         *     }
         */
        Error: {
            /**
             * @description The kind of failure, for programs. Other codes than those listed are possible.
             * @enum {string}
             */
            code: "BadJsonBody" | "BadQueryArgs" | "BadPathArgs" | "InvalidHeaderFailure" | "HeaderParseFailure" | "InvalidAdminKey" | "InvalidClientVersion" | "InvalidRequestId" | "ClientVersionUnsupported" | "EnvironmentVariableNameInvalid" | "EnvironmentVariableNameTooLong" | "EnvironmentVariableValueTooLarge" | "EnvVarNameForbidden" | "EnvVarLimitMet" | "EnvVarTotalSizeLimitMet" | "RequiredEnvironmentVariable" | "InvalidEnvironmentVariable" | "InvalidAuthConfig" | "AuthConfigMissingEnvironmentVariable" | "LimitOutOfRange" | "InvalidCursor" | "InvalidId" | "InvalidUsageLimit" | "UsageLimitBelowCurrentUsage" | "DuplicateUsageLimit" | "UsageLimitWarningNotSupported" | "InvalidLogStreamId" | "UnsupportedLogStreamType" | "LogStreamTypeMismatch" | "NoSecretToRotate" | "LogSinkQuotaExceeded" | "InvalidWebhookUrl" | "InvalidSentryDsn" | "InvalidPostHogHost" | "InvalidAxiomIngestUrl" | "InvalidS3Bucket" | "EmptyLogTopics" | "InvalidLogTopic" | "PauseDeploymentFailed" | "UnpauseDeploymentFailed" | "InvalidDataSyncCursor" | "InvalidDataSyncSelection" | "DataSyncCursorExpired" | "BadAdminKey" | "InvalidAuthHeader" | "NoAuthProvider" | "Unauthenticated" | "BadDeployKey" | "OperationNotPermitted" | "SystemIdentityRequired" | "StreamingExportNotEnabled" | "LogStreamingNotEnabled" | "CustomAuditLogsInLogStreamsNotEnabled" | "AuditLogsDisabled" | "AuditLogsTooOld" | "UsageLimitNotFound" | "LogStreamDoesntExist" | "DataSyncNotFound" | "ClientDisconnected" | "LogStreamAlreadyExists" | "MisdirectedRequest" | "TooEarly" | "InternalServerError" | "OptimisticConcurrencyControlFailure" | "CommitterFullError" | "ExpiredInQueue" | "WorkerOverloaded" | "IsolateNotClean" | "InitialPermitTimeoutError" | "ExecuteFullError" | "UpstreamConnectError" | (string & {});
            /** @description The failure in words, for people. The wording may change. */
            message: string;
        };
        /** @description The way to the next page, if there is one. */
        PaginationMetadata: {
            /** @description True if there is another page, which may turn out to be empty. */
            hasMore: boolean;
            /** @description The `cursor` of the next page. Left out if there is none. */
            nextCursor?: string | null;
        };
        /**
         * @description The changes to make, all or none.
         * @example {
         *       "changes": [
         *         {
         *           "name": "DATABASE_URL",
         *           "value": "https://db.example.com/mydb"
         *         },
         *         {
         *           "name": "OLD_FEATURE_FLAG",
         *           "value": null
         *         }
         *       ]
         *     }
         */
        UpdateEnvironmentVariablesRequest: {
            /** @description At most one change per variable, in any order. */
            changes: components["schemas"]["EnvironmentVariableChange"][];
        };
        /** @description Sets one variable, or removes it. */
        EnvironmentVariableChange: {
            /** @description The variable's name. Case matters. */
            name: string;
            /** @description The new value, which may be empty. Null removes the variable, and so does leaving it out. */
            value?: string | null;
        };
        /**
         * @description The variables of the deployment.
         * @example {
         *       "environmentVariables": {
         *         "DATABASE_URL": "https://db.example.com/mydb",
         *         "GREETING": "Hello from happy-otter-123"
         *       }
         *     }
         */
        ListEnvironmentVariablesResponse: {
            /** @description Name to value, in byte order of the names. */
            environmentVariables: {
                [key: string]: string;
            };
        };
        /**
         * @description One page of the audit log.
         * @example {
         *       "items": [
         *         {
         *           "actor": {
         *             "kind": "token",
         *             "token_id": 81,
         *             "member_id": 7,
         *             "client_id": null
         *           },
         *           "action": "update_environment_variable",
         *           "createTime": 1763887200000,
         *           "metadata": {
         *             "variable_name": "DATABASE_URL"
         *           },
         *           "clientIp": "203.0.113.7",
         *           "clientUserAgent": "convex-deployment"
         *         }
         *       ],
         *       "pagination": {
         *         "hasMore": false
         *       }
         *     }
         */
        ListAuditLogEventsResponse: {
            /** @description The events, oldest first. */
            items: components["schemas"]["AuditLogEvent"][];
            /** @description The way to the next page, if there is one. */
            pagination: components["schemas"]["PaginationMetadata"];
        };
        /** @description One change that was made to the deployment. */
        AuditLogEvent: {
            /** @description The author of the change. `kind` tells a person, a token and Convex itself apart. */
            actor: components["schemas"]["AuditLogActor"];
            /** @description The change that was made, such as `update_environment_variable`. */
            action: components["schemas"]["AuditLogAction"];
            /**
             * Format: int64
             * @description When it was made, in milliseconds since the epoch.
             */
            createTime: number;
            /** @description Details of the change: an object so far, with keys that depend on the action (`variable_name` for environment variables, whose values are never logged), but any JSON is possible. 64-bit integers are decimal strings here. */
            metadata: unknown;
            /** @description The address the request came from, if known. Null or absent if not. */
            clientIp?: string | null;
            /** @description The user agent that the request named. Null or absent if none. */
            clientUserAgent?: string | null;
        };
        /**
         * @description The change that was made, such as `update_environment_variable`.
         * @enum {string}
         */
        AuditLogAction: "create_environment_variable" | "update_environment_variable" | "delete_environment_variable" | "replace_environment_variable" | "create_usage_limit" | "update_usage_limit" | "delete_usage_limit" | "usage_limit_exceeded" | "change_usage_limit_stop_state" | "update_canonical_url" | "delete_canonical_url" | "push_config" | "push_config_with_components" | "build_indexes" | "change_deployment_state" | "pause_deployment" | "unpause_deployment" | "change_system_stop_state" | "clear_tables" | "snapshot_import" | "delete_scheduled_jobs_table" | "delete_tables" | "delete_component" | "cancel_all_scheduled_functions" | "cancel_scheduled_function" | "request_export" | "cancel_export" | "set_export_expiration" | "create_integration" | "update_integration" | "delete_integration" | "add_documents" | "delete_documents" | "update_documents" | "create_table" | "delete_files" | "generate_upload_url" | "create_data_sync" | (string & {});
        /** @description The author of the change. `kind` tells a person, a token and Convex itself apart. */
        AuditLogActor: components["schemas"]["AuditLogSystemActor"] | components["schemas"]["AuditLogMemberActor"] | components["schemas"]["AuditLogTokenActor"];
        /** @description Convex itself. */
        AuditLogSystemActor: {
            /** @description Always `system`: identifies this variant. */
            kind: "system";
        };
        /** @description A member of the team; on self-hosted deployments also whoever holds an admin key. */
        AuditLogMemberActor: {
            /** @description Always `member`: identifies this variant. */
            kind: "member";
            /**
             * Format: int64
             * @description The member's id.
             */
            member_id: number;
        };
        /** @description The holder of a deploy key or an access token. */
        AuditLogTokenActor: {
            /** @description Always `token`: identifies this variant. */
            kind: "token";
            /**
             * Format: int64
             * @description The token's id; 0 in old events.
             */
            token_id: number;
            /**
             * Format: int64
             * @description The member whose token it is. Null or absent if it is nobody's.
             */
            member_id?: number | null;
            /** @description The OAuth application that the token was granted to. Null or absent if there is none. */
            client_id?: string | null;
        };
        /** @description The deployment and where it belongs; `kind` tells the cloud and self-hosting apart. */
        DeploymentInfo: components["schemas"]["CloudDeploymentInfo"] | components["schemas"]["SelfHostedDeploymentInfo"];
        /** @description A deployment on Convex's cloud. */
        CloudDeploymentInfo: {
            /** @description Always `cloud`: identifies this variant. */
            kind: "cloud";
            /**
             * Format: int64
             * @description The deployment's id.
             */
            id: number;
            /** @description The purpose of a deployment, `dev`, `prod`, `preview` or `custom`. */
            deploymentType: components["schemas"]["DeploymentType"];
            /** @description The deployment's name within its project, such as `production`. */
            reference?: string | null;
            /**
             * Format: int64
             * @description The id of the team that owns the project.
             */
            teamId: number;
            /**
             * Format: int64
             * @description The id of the project it belongs to.
             */
            projectId: number;
            /** @description The project's name. */
            projectName?: string | null;
            /** @description The project's name as it appears in URLs. */
            projectSlug?: string | null;
        };
        /** @description A deployment that does not run on Convex's cloud, be it self-hosted or local. */
        SelfHostedDeploymentInfo: {
            /** @description Always `selfHosted`: identifies this variant. */
            kind: "selfHosted";
        };
        /**
         * @description The purpose of a deployment, `dev`, `prod`, `preview` or `custom`.
         * @enum {string}
         */
        DeploymentType: "dev" | "prod" | "preview" | "custom" | (string & {});
        /**
         * @description The consumption of the deployment so far.
         * @example {
         *       "metrics": {
         *         "functionCalls": {
         *           "unit": "calls",
         *           "usage": {
         *             "current_day": 1520,
         *             "current_month": 48210
         *           }
         *         },
         *         "databaseIoGb": {
         *           "unit": "GB",
         *           "usage": {
         *             "current_day": 0.12,
         *             "current_month": 3.4
         *           }
         *         },
         *         "dataEgressGb": {
         *           "unit": "GB",
         *           "usage": {
         *             "current_day": 0.03,
         *             "current_month": 0.9
         *           }
         *         },
         *         "searchQueryGb": {
         *           "unit": "Query-GB",
         *           "usage": {
         *             "current_day": 0,
         *             "current_month": 0
         *           }
         *         },
         *         "queryMutationComputeGbHours": {
         *           "unit": "GB-hours",
         *           "usage": {
         *             "current_day": 0.08,
         *             "current_month": 2.1
         *           }
         *         },
         *         "actionComputeConvexGbHours": {
         *           "unit": "GB-hours",
         *           "usage": {
         *             "current_day": 0.01,
         *             "current_month": 0.4
         *           }
         *         },
         *         "actionComputeNodeJsGbHours": {
         *           "unit": "GB-hours",
         *           "usage": {
         *             "current_day": 0,
         *             "current_month": 0
         *           }
         *         },
         *         "actionComputeCpuGbHours": {
         *           "unit": "GB-hours",
         *           "usage": {
         *             "current_day": 0,
         *             "current_month": 0
         *           }
         *         },
         *         "aiGatewayCostDollars": {
         *           "unit": "dollars",
         *           "usage": {
         *             "current_day": 0.31,
         *             "current_month": 7.2
         *           }
         *         }
         *       },
         *       "seedStatus": "complete"
         *     }
         */
        CurrentUsage: {
            /** @description The usage of each metric, by its name, such as `functionCalls`. Every metric is there, also an unused one. */
            metrics: {
                [key: string]: components["schemas"]["MetricUsage"];
            };
            /** @description How much of the consumption before the server's start is included: all of it when `complete`, some or none while `pending` or `partial`, and after `failed`. */
            seedStatus: components["schemas"]["SeedStatus"];
        };
        /** @description The consumption of one metric. */
        MetricUsage: {
            /** @description The unit of the numbers: `calls`, `GB` (2^30 bytes), `Query-GB` (GB that searches read), `GB-hours` (memory in use over time) or `dollars` (of the United States). */
            unit: components["schemas"]["MetricUnit"];
            /** @description The consumption in each window, in the metric's unit. */
            usage: components["schemas"]["WindowUsage"];
        };
        /**
         * @description The unit of the numbers: `calls`, `GB` (2^30 bytes), `Query-GB` (GB that searches read), `GB-hours` (memory in use over time) or `dollars` (of the United States).
         * @enum {string}
         */
        MetricUnit: "calls" | "GB" | "Query-GB" | "GB-hours" | "dollars" | (string & {});
        /** @description The consumption in each window, in the metric's unit. */
        WindowUsage: {
            /**
             * Format: double
             * @description Consumed since midnight, UTC.
             */
            current_day: number;
            /**
             * Format: double
             * @description Consumed since the first of the month, UTC.
             */
            current_month: number;
        };
        /**
         * @description How much of the consumption before the server's start is included: all of it when `complete`, some or none while `pending` or `partial`, and after `failed`.
         * @enum {string}
         */
        SeedStatus: "pending" | "partial" | "complete" | "failed" | (string & {});
        /**
         * @description A usage limit as it is requested.
         * @example {
         *       "metric": "functionCalls",
         *       "window": "day",
         *       "limitType": "disable",
         *       "limit": 1000000,
         *       "enabled": true
         *     }
         */
        UsageLimitConfig: {
            /** @description The metric to limit, in its own unit: `functionCalls` (calls), `databaseIoGb` (GB read from and written to the database), `dataEgressGb` (GB sent out), `searchQueryGb` (GB that searches read), `queryMutationComputeGbHours`, `actionComputeConvexGbHours`, `actionComputeNodeJsGbHours` and `actionComputeCpuGbHours` (GB-hours of running functions), or `aiGatewayCostDollars` (US dollars). */
            metric: components["schemas"]["UsageLimitMetric"];
            /** @description The period that the limit applies to, a calendar `day` or `month` in UTC. */
            window: components["schemas"]["UsageLimitWindow"];
            /** @description What happens once consumption reaches the limit. `warning` writes an audit event and sends an e-mail; `disable` stops the deployment until the window ends or the limit is raised, disabled or deleted. */
            limitType: components["schemas"]["UsageLimitType"];
            /**
             * Format: int64
             * @description The most that may be consumed in the window, as a whole number of the metric's unit.
             */
            limit: number;
            /** @description True if the limit is in force. */
            enabled: boolean;
        };
        /** @description A usage limit as it exists. It is exceeded once the consumption reaches it. */
        UsageLimit: {
            /** @description The limit's id. */
            id: string;
            /** @description The metric that is limited, in its own unit: `functionCalls` (calls), `databaseIoGb` (GB read from and written to the database), `dataEgressGb` (GB sent out), `searchQueryGb` (GB that searches read), `queryMutationComputeGbHours`, `actionComputeConvexGbHours`, `actionComputeNodeJsGbHours` and `actionComputeCpuGbHours` (GB-hours of running functions), or `aiGatewayCostDollars` (US dollars). */
            metric: components["schemas"]["ReportedUsageLimitMetric"];
            /** @description The period that the limit applies to, a calendar `day` or `month` in UTC. */
            window: components["schemas"]["ReportedUsageLimitWindow"];
            /** @description What happens once consumption reaches the limit: `warning` writes an audit event and sends an e-mail, `disable` stops the deployment. */
            limitType: components["schemas"]["ReportedUsageLimitType"];
            /**
             * Format: int64
             * @description The most that may be consumed in the window, as a whole number of the metric's unit.
             */
            limit: number;
            /** @description True if the limit is in force. */
            enabled: boolean;
        };
        /**
         * @description One usage limit.
         * @example {
         *       "usageLimit": {
         *         "id": "kx2b8n4v7c1z5q9w3e6r0t2y4p8a1s5d",
         *         "metric": "functionCalls",
         *         "window": "day",
         *         "limitType": "disable",
         *         "limit": 1000000,
         *         "enabled": true
         *       }
         *     }
         */
        UsageLimitResponse: {
            /** @description A usage limit as it exists. It is exceeded once the consumption reaches it. */
            usageLimit: components["schemas"]["UsageLimit"];
        };
        /**
         * @description All usage limits.
         * @example {
         *       "usageLimits": [
         *         {
         *           "id": "kx2b8n4v7c1z5q9w3e6r0t2y4p8a1s5d",
         *           "metric": "functionCalls",
         *           "window": "day",
         *           "limitType": "disable",
         *           "limit": 1000000,
         *           "enabled": true
         *         }
         *       ]
         *     }
         */
        ListUsageLimitsResponse: {
            /** @description The limits, in the order of their ids. */
            usageLimits: components["schemas"]["UsageLimit"][];
        };
        /**
         * @description The metric to limit, in its own unit: `functionCalls` (calls), `databaseIoGb` (GB read from and written to the database), `dataEgressGb` (GB sent out), `searchQueryGb` (GB that searches read), `queryMutationComputeGbHours`, `actionComputeConvexGbHours`, `actionComputeNodeJsGbHours` and `actionComputeCpuGbHours` (GB-hours of running functions), or `aiGatewayCostDollars` (US dollars).
         * @enum {string}
         */
        UsageLimitMetric: "functionCalls" | "databaseIoGb" | "dataEgressGb" | "searchQueryGb" | "queryMutationComputeGbHours" | "actionComputeConvexGbHours" | "actionComputeNodeJsGbHours" | "actionComputeCpuGbHours" | "aiGatewayCostDollars";
        /**
         * @description The metric that is limited, in its own unit: `functionCalls` (calls), `databaseIoGb` (GB read from and written to the database), `dataEgressGb` (GB sent out), `searchQueryGb` (GB that searches read), `queryMutationComputeGbHours`, `actionComputeConvexGbHours`, `actionComputeNodeJsGbHours` and `actionComputeCpuGbHours` (GB-hours of running functions), or `aiGatewayCostDollars` (US dollars).
         * @enum {string}
         */
        ReportedUsageLimitMetric: "functionCalls" | "databaseIoGb" | "dataEgressGb" | "searchQueryGb" | "queryMutationComputeGbHours" | "actionComputeConvexGbHours" | "actionComputeNodeJsGbHours" | "actionComputeCpuGbHours" | "aiGatewayCostDollars" | (string & {});
        /**
         * @description The period that the limit applies to, a calendar `day` or `month` in UTC.
         * @enum {string}
         */
        UsageLimitWindow: "day" | "month";
        /**
         * @description The period that the limit applies to, a calendar `day` or `month` in UTC.
         * @enum {string}
         */
        ReportedUsageLimitWindow: "day" | "month" | (string & {});
        /**
         * @description What happens once consumption reaches the limit. `warning` writes an audit event and sends an e-mail; `disable` stops the deployment until the window ends or the limit is raised, disabled or deleted.
         * @enum {string}
         */
        UsageLimitType: "warning" | "disable";
        /**
         * @description What happens once consumption reaches the limit: `warning` writes an audit event and sends an e-mail, `disable` stops the deployment.
         * @enum {string}
         */
        ReportedUsageLimitType: "warning" | "disable" | (string & {});
        /**
         * @description A canonical URL to set or reset.
         * @example {
         *       "requestDestination": "convexCloud",
         *       "url": "https://api.example.com"
         *     }
         */
        UpdateCanonicalUrlRequest: {
            /** @description The URL to change. `convexCloud` is that of clients and of this API, `convexSite` that of HTTP actions. */
            requestDestination: components["schemas"]["RequestDestination"];
            /** @description The new URL. Null goes back to the default, and so does leaving it out. */
            url?: string | null;
        };
        /**
         * @description The URL to change. `convexCloud` is that of clients and of this API, `convexSite` that of HTTP actions.
         * @enum {string}
         */
        RequestDestination: "convexCloud" | "convexSite";
        /**
         * @description Both canonical URLs, as functions see them.
         * @example {
         *       "convexCloudUrl": "https://happy-otter-123.convex.cloud",
         *       "convexSiteUrl": "https://happy-otter-123.convex.site"
         *     }
         */
        CanonicalUrls: {
            /** @description The URL that clients and this API use. Functions see it as `CONVEX_CLOUD_URL`. */
            convexCloudUrl: string;
            /** @description The URL that serves HTTP actions. Functions see it as `CONVEX_SITE_URL`. */
            convexSiteUrl: string;
        };
        /** @description A new log stream, of one kind. */
        CreateLogStreamArgs: components["schemas"]["CreateDatadogLogStreamArgs"] | components["schemas"]["CreateWebhookLogStreamArgs"] | components["schemas"]["CreateAxiomLogStreamArgs"] | components["schemas"]["CreateSentryLogStreamArgs"] | components["schemas"]["CreatePostHogLogsLogStreamArgs"] | components["schemas"]["CreatePostHogErrorTrackingLogStreamArgs"] | components["schemas"]["CreateS3ExportLogStreamArgs"];
        /** @description A new stream to Datadog. */
        CreateDatadogLogStreamArgs: {
            /** @description Always `datadog`: identifies this variant. */
            logStreamType: "datadog";
            /** @description The Datadog site of the account, as Datadog names it, such as `US1` or `EU`. */
            siteLocation: components["schemas"]["DatadogSite"];
            /** @description An API key of the Datadog account. */
            ddApiKey: string;
            /** @description The tags that each event carries, such as `env:production`; may be empty. */
            ddTags: string[];
            /** @description The service that events are filed under. */
            service?: string | null;
            /** @description The topics to send, such as `console`; duplicates count once. Null, or no `topics` in a new stream, sends every topic but `custom_audit`, also those that Convex adds later. An empty list is refused (`EmptyLogTopics`). */
            topics?: components["schemas"]["LogTopic"][] | null;
        };
        /** @description A new stream to a URL of one's own. */
        CreateWebhookLogStreamArgs: {
            /** @description Always `webhook`: identifies this variant. */
            logStreamType: "webhook";
            /** @description The address that receives the events by POST. Keep it secret if it alone authorizes posting. */
            url: string;
            /** @description The body of each request. `json` is one array of events, `jsonl` one event (a JSON object) per line. */
            format: components["schemas"]["WebhookFormat"];
            /** @description The topics to send, such as `console`; duplicates count once. Null, or no `topics` in a new stream, sends every topic but `custom_audit`, also those that Convex adds later. An empty list is refused (`EmptyLogTopics`). */
            topics?: components["schemas"]["LogTopic"][] | null;
        };
        /** @description A new stream to Axiom. */
        CreateAxiomLogStreamArgs: {
            /** @description Always `axiom`: identifies this variant. */
            logStreamType: "axiom";
            /** @description An API key of the Axiom account. */
            apiKey: string;
            /** @description The data set that receives the events. */
            datasetName: string;
            /** @description The attributes to add to each event; may be empty. */
            attributes: components["schemas"]["AxiomAttribute"][];
            /** @description Axiom's entry point, if not the default one: `https://api.axiom.co`, `https://us-east-1.aws.edge.axiom.co` or `https://eu-central-1.aws.edge.axiom.co`. */
            ingestUrl?: string | null;
            /** @description The topics to send, such as `console`; duplicates count once. Null, or no `topics` in a new stream, sends every topic but `custom_audit`, also those that Convex adds later. An empty list is refused (`EmptyLogTopics`). */
            topics?: components["schemas"]["LogTopic"][] | null;
        };
        /** @description A new stream of exceptions to Sentry. */
        CreateSentryLogStreamArgs: {
            /** @description Always `sentry`: identifies this variant. */
            logStreamType: "sentry";
            /** @description The DSN of the Sentry project. */
            dsn: string;
            /** @description The tags that each exception carries. A tag's name is ASCII and does not start with `$`. */
            tags?: {
                [key: string]: string;
            } | null;
        };
        /** @description A new stream to PostHog's logs. */
        CreatePostHogLogsLogStreamArgs: {
            /** @description Always `postHogLogs`: identifies this variant. */
            logStreamType: "postHogLogs";
            /** @description The API key of the PostHog project. */
            apiKey: string;
            /** @description The URL of the PostHog server, if not `https://us.i.posthog.com`. */
            host?: string | null;
            /** @description The service that events are filed under. */
            serviceName?: string | null;
            /** @description The topics to send, such as `console`; duplicates count once. Null, or no `topics` in a new stream, sends every topic but `custom_audit`, also those that Convex adds later. An empty list is refused (`EmptyLogTopics`). */
            topics?: components["schemas"]["LogTopic"][] | null;
        };
        /** @description A new stream of exceptions to PostHog's error tracking. */
        CreatePostHogErrorTrackingLogStreamArgs: {
            /** @description Always `postHogErrorTracking`: identifies this variant. */
            logStreamType: "postHogErrorTracking";
            /** @description The API key of the PostHog project. */
            apiKey: string;
            /** @description The URL of the PostHog server, if not `https://us.i.posthog.com`. */
            host?: string | null;
        };
        /** @description A new export of the deployment's documents, and of their changes, to a bucket of Amazon S3. Whoever owns the bucket gets the documents. */
        CreateS3ExportLogStreamArgs: {
            /** @description Always `s3Export`: identifies this variant. */
            logStreamType: "s3Export";
            /** @description The bucket's name: 3 to 63 of `a-z`, `0-9`, `-` and `.`, with a letter or a digit at both ends, and neither `..`, nor an IPv4 address, nor a prefix or suffix that Amazon reserves (`InvalidS3Bucket`). */
            bucket: string;
            /** @description The bucket's region as Amazon names it, such as `eu-west-1`: not `aws-eu-west-1`. */
            region: string;
            /** @description The id of the access key that may write to the bucket. */
            accessKeyId: string;
            /** @description The secret part of that access key. It is never answered. */
            secretAccessKey: string;
            /** @description How often objects are written to the bucket, `continuous`, `hourly` or `daily`. */
            period: components["schemas"]["SyncPeriod"];
            /** @description The first part of the name of each object. */
            prefix?: string | null;
            /** @description The components to sync, by path; the root component's path is the empty string. Without a selection, everything is synced. Null is refused. */
            selection?: components["schemas"]["Selection"];
        };
        /** @description The changes to a log stream, by its kind. A setting that is left out stays as it is. */
        UpdateLogStreamArgs: components["schemas"]["UpdateDatadogLogStreamArgs"] | components["schemas"]["UpdateWebhookLogStreamArgs"] | components["schemas"]["UpdateAxiomLogStreamArgs"] | components["schemas"]["UpdateSentryLogStreamArgs"] | components["schemas"]["UpdatePostHogLogsLogStreamArgs"] | components["schemas"]["UpdatePostHogErrorTrackingLogStreamArgs"] | components["schemas"]["UpdateS3ExportLogStreamArgs"];
        /** @description Changes to a Datadog stream. Null clears `service` and `topics`. */
        UpdateDatadogLogStreamArgs: {
            /** @description Always `datadog`: identifies this variant. */
            logStreamType: "datadog";
            /** @description The Datadog site of the account, as Datadog names it, such as `US1` or `EU`. */
            siteLocation?: components["schemas"]["DatadogSite"];
            /** @description An API key of the Datadog account. */
            ddApiKey?: string;
            /** @description The tags that each event carries, such as `env:production`; may be empty. */
            ddTags?: string[];
            /** @description The service that events are filed under. */
            service?: string | null;
            /** @description The topics to send, such as `console`; duplicates count once. Null, or no `topics` in a new stream, sends every topic but `custom_audit`, also those that Convex adds later. An empty list is refused (`EmptyLogTopics`). */
            topics?: components["schemas"]["LogTopic"][] | null;
        };
        /** @description Changes to a webhook. Null clears `topics`. The secret stays. */
        UpdateWebhookLogStreamArgs: {
            /** @description Always `webhook`: identifies this variant. */
            logStreamType: "webhook";
            /** @description The address that receives the events by POST. Keep it secret if it alone authorizes posting. */
            url?: string;
            /** @description The body of each request. `json` is one array of events, `jsonl` one event (a JSON object) per line. */
            format?: components["schemas"]["WebhookFormat"];
            /** @description The topics to send, such as `console`; duplicates count once. Null, or no `topics` in a new stream, sends every topic but `custom_audit`, also those that Convex adds later. An empty list is refused (`EmptyLogTopics`). */
            topics?: components["schemas"]["LogTopic"][] | null;
        };
        /** @description Changes to an Axiom stream. Null clears `ingestUrl` and `topics`. */
        UpdateAxiomLogStreamArgs: {
            /** @description Always `axiom`: identifies this variant. */
            logStreamType: "axiom";
            /** @description An API key of the Axiom account. */
            apiKey?: string;
            /** @description The data set that receives the events. */
            datasetName?: string;
            /** @description The attributes to add to each event; may be empty. */
            attributes?: components["schemas"]["AxiomAttribute"][];
            /** @description Axiom's entry point, if not the default one: `https://api.axiom.co`, `https://us-east-1.aws.edge.axiom.co` or `https://eu-central-1.aws.edge.axiom.co`. */
            ingestUrl?: string | null;
            /** @description The topics to send, such as `console`; duplicates count once. Null, or no `topics` in a new stream, sends every topic but `custom_audit`, also those that Convex adds later. An empty list is refused (`EmptyLogTopics`). */
            topics?: components["schemas"]["LogTopic"][] | null;
        };
        /** @description Changes to a Sentry stream. Null clears `tags`. */
        UpdateSentryLogStreamArgs: {
            /** @description Always `sentry`: identifies this variant. */
            logStreamType: "sentry";
            /** @description The DSN of the Sentry project. */
            dsn?: string;
            /** @description The tags that each exception carries. A tag's name is ASCII and does not start with `$`. */
            tags?: {
                [key: string]: string;
            } | null;
        };
        /** @description Changes to a PostHog logs stream. Null clears `host`, `serviceName` and `topics`. */
        UpdatePostHogLogsLogStreamArgs: {
            /** @description Always `postHogLogs`: identifies this variant. */
            logStreamType: "postHogLogs";
            /** @description The API key of the PostHog project. */
            apiKey?: string;
            /** @description The URL of the PostHog server, if not `https://us.i.posthog.com`. */
            host?: string | null;
            /** @description The service that events are filed under. */
            serviceName?: string | null;
            /** @description The topics to send, such as `console`; duplicates count once. Null, or no `topics` in a new stream, sends every topic but `custom_audit`, also those that Convex adds later. An empty list is refused (`EmptyLogTopics`). */
            topics?: components["schemas"]["LogTopic"][] | null;
        };
        /** @description Changes to a PostHog error tracking stream. Null clears `host`. */
        UpdatePostHogErrorTrackingLogStreamArgs: {
            /** @description Always `postHogErrorTracking`: identifies this variant. */
            logStreamType: "postHogErrorTracking";
            /** @description The API key of the PostHog project. */
            apiKey?: string;
            /** @description The URL of the PostHog server, if not `https://us.i.posthog.com`. */
            host?: string | null;
        };
        /** @description Changes to an export to Amazon S3. Null clears `prefix`. */
        UpdateS3ExportLogStreamArgs: {
            /** @description Always `s3Export`: identifies this variant. */
            logStreamType: "s3Export";
            /** @description The bucket's name: 3 to 63 of `a-z`, `0-9`, `-` and `.`, with a letter or a digit at both ends, and neither `..`, nor an IPv4 address, nor a prefix or suffix that Amazon reserves (`InvalidS3Bucket`). */
            bucket?: string;
            /** @description The bucket's region as Amazon names it, such as `eu-west-1`: not `aws-eu-west-1`. */
            region?: string;
            /** @description The id of the access key that may write to the bucket. */
            accessKeyId?: string;
            /** @description The secret part of that access key. It is never answered. */
            secretAccessKey?: string;
            /** @description How often objects are written to the bucket, `continuous`, `hourly` or `daily`. */
            period?: components["schemas"]["SyncPeriod"];
            /** @description The first part of the name of each object. */
            prefix?: string | null;
            /** @description The components to sync, by path; the root component's path is the empty string. Without a selection, everything is synced. Null is refused. */
            selection?: components["schemas"]["Selection"];
        };
        /** @description A log stream as it exists, of one kind. What was never set is left out or null. */
        LogStreamConfig: components["schemas"]["DatadogLogStreamConfig"] | components["schemas"]["WebhookLogStreamConfig"] | components["schemas"]["AxiomLogStreamConfig"] | components["schemas"]["SentryLogStreamConfig"] | components["schemas"]["PostHogLogsLogStreamConfig"] | components["schemas"]["PostHogErrorTrackingLogStreamConfig"] | components["schemas"]["S3ExportLogStreamConfig"];
        /** @description A stream to Datadog. */
        DatadogLogStreamConfig: {
            /** @description Always `datadog`: identifies this variant. */
            logStreamType: "datadog";
            /** @description The log stream's id. */
            id: string;
            /** @description The state of the stream. Deployments older than January 2026 leave it out. */
            status?: null | components["schemas"]["LogStreamStatus"];
            /** @description The Datadog site that receives the events, as Datadog names it, such as `US1` or `EU`. */
            siteLocation: components["schemas"]["ReportedDatadogSite"];
            /** @description The tags that each event carries, such as `env:production`; may be empty. */
            ddTags: string[];
            /** @description The service that events are filed under. */
            service?: string | null;
            /** @description The topics that are sent. Null means every topic but `custom_audit`. Deployments older than June 2026 send every topic, and leave it out. */
            topics?: components["schemas"]["ReportedLogTopic"][] | null;
        };
        /** @description A stream to a URL of one's own. */
        WebhookLogStreamConfig: {
            /** @description Always `webhook`: identifies this variant. */
            logStreamType: "webhook";
            /** @description The log stream's id. */
            id: string;
            /** @description The state of the stream. Deployments older than January 2026 leave it out. */
            status?: null | components["schemas"]["LogStreamStatus"];
            /** @description The address that receives the events by POST. Keep it secret if it alone authorizes posting. */
            url: string;
            /** @description The body of each request. `json` is one array of events, `jsonl` one event (a JSON object) per line. */
            format: components["schemas"]["ReportedWebhookFormat"];
            /** @description The key that signs each request: its header `x-webhook-signature` is `sha256=` and the HMAC-SHA256 of its body, in hex. */
            hmacSecret: string;
            /** @description The topics that are sent. Null means every topic but `custom_audit`. Deployments older than June 2026 send every topic, and leave it out. */
            topics?: components["schemas"]["ReportedLogTopic"][] | null;
        };
        /** @description A stream to Axiom. */
        AxiomLogStreamConfig: {
            /** @description Always `axiom`: identifies this variant. */
            logStreamType: "axiom";
            /** @description The log stream's id. */
            id: string;
            /** @description The state of the stream. Deployments older than January 2026 leave it out. */
            status?: null | components["schemas"]["LogStreamStatus"];
            /** @description The data set that receives the events. */
            datasetName: string;
            /** @description The attributes that are added to each event. */
            attributes: components["schemas"]["AxiomAttribute"][];
            /** @description Axiom's entry point, if it was chosen. */
            ingestUrl?: string | null;
            /** @description The topics that are sent. Null means every topic but `custom_audit`. Deployments older than June 2026 send every topic, and leave it out. */
            topics?: components["schemas"]["ReportedLogTopic"][] | null;
        };
        /** @description A stream of exceptions to Sentry. */
        SentryLogStreamConfig: {
            /** @description Always `sentry`: identifies this variant. */
            logStreamType: "sentry";
            /** @description The log stream's id. */
            id: string;
            /** @description The state of the stream. Deployments older than January 2026 leave it out. */
            status?: null | components["schemas"]["LogStreamStatus"];
            /** @description The tags that each exception carries. */
            tags?: {
                [key: string]: string;
            } | null;
        };
        /** @description A stream to PostHog's logs. */
        PostHogLogsLogStreamConfig: {
            /** @description Always `postHogLogs`: identifies this variant. */
            logStreamType: "postHogLogs";
            /** @description The log stream's id. */
            id: string;
            /** @description The state of a log stream; `type` names it. */
            status: components["schemas"]["LogStreamStatus"];
            /** @description The URL of the PostHog server, if not `https://us.i.posthog.com`. */
            host?: string | null;
            /** @description The service that events are filed under. */
            serviceName?: string | null;
            /** @description The topics that are sent. Null means every topic but `custom_audit`. Deployments older than June 2026 send every topic, and leave it out. */
            topics?: components["schemas"]["ReportedLogTopic"][] | null;
        };
        /** @description A stream of exceptions to PostHog's error tracking. */
        PostHogErrorTrackingLogStreamConfig: {
            /** @description Always `postHogErrorTracking`: identifies this variant. */
            logStreamType: "postHogErrorTracking";
            /** @description The log stream's id. */
            id: string;
            /** @description The state of a log stream; `type` names it. */
            status: components["schemas"]["LogStreamStatus"];
            /** @description The URL of the PostHog server, if not `https://us.i.posthog.com`. */
            host?: string | null;
        };
        /** @description An export of the deployment's documents to a bucket of Amazon S3. */
        S3ExportLogStreamConfig: {
            /** @description Always `s3Export`: identifies this variant. */
            logStreamType: "s3Export";
            /** @description The log stream's id. */
            id: string;
            /** @description The state of a log stream; `type` names it. */
            status: components["schemas"]["LogStreamStatus"];
            /** @description The bucket's name. */
            bucket: string;
            /** @description The bucket's region as Amazon names it, such as `eu-west-1`: not `aws-eu-west-1`. */
            region: string;
            /** @description The id of the access key that writes to the bucket. */
            accessKeyId: string;
            /** @description How often objects are written to the bucket, `continuous`, `hourly` or `daily`. */
            period: components["schemas"]["ReportedSyncPeriod"];
            /** @description The first part of the name of each object, if it was set. */
            prefix?: string | null;
            /** @description The components, tables and columns that are exported, as in a `Selection`. Its words may grow. */
            selection: {
                [key: string]: unknown;
            };
        };
        /** @description The kind and the id of the log stream that was created. */
        CreateLogStreamResponse: components["schemas"]["CreatedDatadogLogStream"] | components["schemas"]["CreatedWebhookLogStream"] | components["schemas"]["CreatedAxiomLogStream"] | components["schemas"]["CreatedSentryLogStream"] | components["schemas"]["CreatedPostHogLogsLogStream"] | components["schemas"]["CreatedPostHogErrorTrackingLogStream"] | components["schemas"]["CreatedS3ExportLogStream"];
        /** @description A Datadog stream was created. */
        CreatedDatadogLogStream: {
            /** @description Always `datadog`: identifies this variant. */
            logStreamType: "datadog";
            /** @description The log stream's id. */
            id: string;
        };
        /** @description A webhook was created, with a secret to verify it by. */
        CreatedWebhookLogStream: {
            /** @description Always `webhook`: identifies this variant. */
            logStreamType: "webhook";
            /** @description The log stream's id. */
            id: string;
            /** @description The key that signs each request: its header `x-webhook-signature` is `sha256=` and the HMAC-SHA256 of its body, in hex. */
            hmacSecret: string;
        };
        /** @description An Axiom stream was created. */
        CreatedAxiomLogStream: {
            /** @description Always `axiom`: identifies this variant. */
            logStreamType: "axiom";
            /** @description The log stream's id. */
            id: string;
        };
        /** @description A Sentry stream was created. */
        CreatedSentryLogStream: {
            /** @description Always `sentry`: identifies this variant. */
            logStreamType: "sentry";
            /** @description The log stream's id. */
            id: string;
        };
        /** @description A PostHog logs stream was created. */
        CreatedPostHogLogsLogStream: {
            /** @description Always `postHogLogs`: identifies this variant. */
            logStreamType: "postHogLogs";
            /** @description The log stream's id. */
            id: string;
        };
        /** @description A PostHog error tracking stream was created. */
        CreatedPostHogErrorTrackingLogStream: {
            /** @description Always `postHogErrorTracking`: identifies this variant. */
            logStreamType: "postHogErrorTracking";
            /** @description The log stream's id. */
            id: string;
        };
        /** @description An export to Amazon S3 was created. */
        CreatedS3ExportLogStream: {
            /** @description Always `s3Export`: identifies this variant. */
            logStreamType: "s3Export";
            /** @description The log stream's id. */
            id: string;
        };
        /**
         * @description The webhook's new secret.
         * @example {
         *       "logStreamType": "webhook",
         *       "hmacSecret": "fedcba9876543210fedcba9876543210"
         *     }
         */
        RotateWebhookSecretResponse: {
            /** @constant */
            logStreamType: "webhook";
            /** @description The key that signs each request: its header `x-webhook-signature` is `sha256=` and the HMAC-SHA256 of its body, in hex. */
            hmacSecret: string;
        };
        /** @description The state of a log stream; `type` names it. */
        LogStreamStatus: components["schemas"]["LogStreamPending"] | components["schemas"]["LogStreamRestarting"] | components["schemas"]["LogStreamActive"] | components["schemas"]["LogStreamFailed"] | components["schemas"]["LogStreamDeleting"];
        /** @description It is new or was changed, and the service is being tried. */
        LogStreamPending: {
            /** @description Always `pending`: identifies this variant. */
            type: "pending";
        };
        /** @description The server started again and the stream is about to. */
        LogStreamRestarting: {
            /** @description Always `restarting`: identifies this variant. */
            type: "restarting";
        };
        /** @description It is sending. */
        LogStreamActive: {
            /** @description Always `active`: identifies this variant. */
            type: "active";
        };
        /** @description The service could not be reached or refused. It stays so until the stream is changed or deleted. */
        LogStreamFailed: {
            /** @description Always `failed`: identifies this variant. */
            type: "failed";
            /** @description The reason of the failure in words, for people. */
            reason: string;
        };
        /** @description It was deleted and is about to disappear. */
        LogStreamDeleting: {
            /** @description Always `deleting`: identifies this variant. */
            type: "deleting";
        };
        /**
         * @description A kind of event that a log stream can subscribe to: `console` (what functions log), `function_execution` (each run of a function), `audit_log` (changes to the deployment), `scheduler_stats` and `scheduled_job_lag` (how scheduled functions keep up), `current_storage_usage`, `storage_api_bandwidth`, `concurrency_stats` (functions running and queued), `log_stream_egress` (bytes that log streams sent), `custom_audit` (events that the app writes itself, on plans that have it) and `ai_gateway_usage` (calls of the AI gateway, and their cost).
         * @enum {string}
         */
        LogTopic: "console" | "function_execution" | "audit_log" | "scheduler_stats" | "scheduled_job_lag" | "current_storage_usage" | "concurrency_stats" | "storage_api_bandwidth" | "log_stream_egress" | "custom_audit" | "ai_gateway_usage";
        /**
         * @description A kind of event. `verification` (the test event of a new stream) and `exception` (for error trackers) cannot be subscribed to.
         * @enum {string}
         */
        ReportedLogTopic: "verification" | "console" | "function_execution" | "exception" | "audit_log" | "scheduler_stats" | "scheduled_job_lag" | "current_storage_usage" | "concurrency_stats" | "storage_api_bandwidth" | "log_stream_egress" | "custom_audit" | "ai_gateway_usage" | (string & {});
        /**
         * @description How often objects are written to the bucket, `continuous`, `hourly` or `daily`.
         * @enum {string}
         */
        SyncPeriod: "continuous" | "hourly" | "daily";
        /**
         * @description How often objects are written to the bucket, `continuous`, `hourly` or `daily`.
         * @enum {string}
         */
        ReportedSyncPeriod: "continuous" | "hourly" | "daily" | (string & {});
        /**
         * @description The Datadog site of the account, as Datadog names it, such as `US1` or `EU`.
         * @enum {string}
         */
        DatadogSite: "US1" | "US3" | "US5" | "EU" | "US1_FED" | "AP1";
        /**
         * @description The Datadog site that receives the events, as Datadog names it, such as `US1` or `EU`.
         * @enum {string}
         */
        ReportedDatadogSite: "US1" | "US3" | "US5" | "EU" | "US1_FED" | "AP1" | (string & {});
        /**
         * @description The body of each request. `json` is one array of events, `jsonl` one event (a JSON object) per line.
         * @enum {string}
         */
        WebhookFormat: "json" | "jsonl";
        /**
         * @description The body of each request. `json` is one array of events, `jsonl` one event (a JSON object) per line.
         * @enum {string}
         */
        ReportedWebhookFormat: "json" | "jsonl" | (string & {});
        /** @description An attribute to add to each event. */
        AxiomAttribute: {
            /** @description The attribute's name. */
            key: string;
            /** @description The attribute's value. */
            value: string;
        };
        /**
         * @description The selection to sync, or the page to go on from.
         * @example {
         *       "selection": {
         *         "_other": "excluded",
         *         "": {
         *           "_other": "excluded",
         *           "messages": {
         *             "_other": "included"
         *           },
         *           "users": {
         *             "_other": "included",
         *             "email": "excluded"
         *           }
         *         }
         *       }
         *     }
         */
        DataSyncArgs: {
            /** @description The `nextCursor` of the page before. Without it, or with null, a new sync begins. */
            cursor?: string | null;
            /** @description The components to sync, by path; the root component's path is the empty string. Without a selection, everything is synced. Null is refused. */
            selection?: components["schemas"]["Selection"];
        };
        /** @description The components to sync, by path; the root component's path is the empty string. Without a selection, everything is synced. Null is refused. */
        Selection: {
            /** @description Syncs what is not named (`included`) or leaves it out (`excluded`), also what is created later. */
            _other: components["schemas"]["InclusionDefault"];
            [key: string]: components["schemas"]["ComponentSelection"] | components["schemas"]["InclusionDefault"];
        };
        /** @description The tables to sync of a component, or `excluded` for none. */
        ComponentSelection: "excluded" | components["schemas"]["SelectedTables"];
        /** @description The tables to sync, by name. */
        SelectedTables: {
            /** @description Syncs what is not named (`included`) or leaves it out (`excluded`), also what is created later. */
            _other: components["schemas"]["InclusionDefault"];
            [key: string]: components["schemas"]["TableSelection"] | components["schemas"]["InclusionDefault"];
        };
        /** @description The columns to sync of a table, or `excluded` for none. */
        TableSelection: "excluded" | components["schemas"]["SelectedColumns"];
        /** @description The columns to sync, by name. `_id` must come out included, by its own word or by that of `_other`: a selection that excludes all others names it (`_id: included`). */
        SelectedColumns: {
            /** @description Syncs what is not named (`included`) or leaves it out (`excluded`), also what is created later. */
            _other: components["schemas"]["InclusionDefault"];
            [key: string]: components["schemas"]["ColumnSelection"] | components["schemas"]["InclusionDefault"];
        };
        /**
         * @description Syncs a column (`included`) or leaves it out (`excluded`).
         * @enum {string}
         */
        ColumnSelection: "excluded" | "included";
        /**
         * @description Syncs what is not named (`included`) or leaves it out (`excluded`), also what is created later.
         * @enum {string}
         */
        InclusionDefault: "excluded" | "included";
        /**
         * @description One page of a sync.
         * @example {
         *       "status": {
         *         "type": "upToDate",
         *         "snapshotTs": 1763887200000000000
         *       },
         *       "truncates": [
         *         {
         *           "component": "",
         *           "table": "messages"
         *         }
         *       ],
         *       "values": [
         *         {
         *           "component": "",
         *           "table": "messages",
         *           "ts": 1763887100000000000,
         *           "deleted": false,
         *           "value": {
         *             "_id": "j57b2n8m4v6c0x9z3q5w7e1r4t6y8p2a",
         *             "_creationTime": 1763887100000.5,
         *             "body": "Hello from happy-otter-123"
         *           }
         *         }
         *       ],
         *       "syncId": "3f0c2b1a-6d5e-4f7a-8b9c-0d1e2f3a4b5c",
         *       "pagination": {
         *         "hasMore": true,
         *         "nextCursor": "0a1b2c3d4e5f"
         *       }
         *     }
         */
        DataSyncResponse: {
            /** @description The consistency of the synced data after this page; `type` names it. */
            status: components["schemas"]["DataSyncStatus"];
            /** @description The tables to empty before `values` are applied. */
            truncates: components["schemas"]["DataSyncTruncate"][];
            /** @description Documents and deletions, to be applied in this order. */
            values: components["schemas"]["DataSyncValue"][];
            /** @description The sync that the page belongs to. */
            syncId: string;
            /** @description The way to the next page, if there is one. */
            pagination: components["schemas"]["PaginationMetadata"];
        };
        /** @description A table whose former content is void. */
        DataSyncTruncate: {
            /** @description The component's path; empty for the root. */
            component: string;
            /** @description The table's name. */
            table: string;
        };
        /** @description One revision of a document, or its deletion. */
        DataSyncValue: {
            /** @description The component's path; empty for the root. */
            component: string;
            /** @description The table's name. */
            table: string;
            /**
             * Format: int64
             * @description The time of the write, in nanoseconds since the epoch.
             */
            ts: bigint;
            /** @description True if the document was deleted. */
            deleted: boolean;
            /** @description The document; of a deleted one only `_id`. Numbers with a fraction or an exponent are floats, all others 64-bit integers. Special floats and bytes come as objects with the key `$float` or `$bytes`. */
            value: {
                [key: string]: DocumentValue;
            };
        };
        /** @description The consistency of the synced data after this page; `type` names it. */
        DataSyncStatus: components["schemas"]["DataSyncSnapshotting"] | components["schemas"]["DataSyncStale"] | components["schemas"]["DataSyncUpToDate"];
        /** @description Not yet consistent; the first pass is still under way. */
        DataSyncSnapshotting: {
            /** @description Always `snapshotting`: identifies this variant. */
            type: "snapshotting";
        };
        /** @description Consistent as of a moment, and newer changes are waiting. */
        DataSyncStale: {
            /** @description Always `stale`: identifies this variant. */
            type: "stale";
            /**
             * Format: int64
             * @description That moment, in nanoseconds since the epoch.
             */
            snapshotTs: bigint;
        };
        /** @description Consistent as of a moment, and there was nothing newer. */
        DataSyncUpToDate: {
            /** @description Always `upToDate`: identifies this variant. */
            type: "upToDate";
            /**
             * Format: int64
             * @description That moment, in nanoseconds since the epoch.
             */
            snapshotTs: bigint;
        };
        /**
         * @description One page of active syncs.
         * @example {
         *       "syncs": [
         *         {
         *           "syncId": "3f0c2b1a-6d5e-4f7a-8b9c-0d1e2f3a4b5c",
         *           "lastUpdated": 1763887200000,
         *           "status": {
         *             "type": "upToDate",
         *             "totalTables": 3,
         *             "numDocumentsSynced": 1024,
         *             "syncedTs": 1763887200000000000
         *           }
         *         }
         *       ],
         *       "pagination": {
         *         "hasMore": false
         *       }
         *     }
         */
        ListActiveSyncsResponse: {
            /** @description The syncs, the latest first. */
            syncs: components["schemas"]["ActiveDataSync"][];
            /** @description The way to the next page, if there is one. */
            pagination: components["schemas"]["PaginationMetadata"];
        };
        /** @description A sync and its recorded progress. */
        ActiveDataSync: {
            /** @description The sync's id. */
            syncId: string;
            /**
             * Format: int64
             * @description The time at which progress was last recorded, in milliseconds since the epoch.
             */
            lastUpdated: number;
            /** @description The progress of a sync; `type` names its phase. */
            status: components["schemas"]["ActiveDataSyncStatus"];
        };
        /** @description The progress of a sync; `type` names its phase. */
        ActiveDataSyncStatus: components["schemas"]["ActiveDataSyncSnapshotting"] | components["schemas"]["ActiveDataSyncStale"] | components["schemas"]["ActiveDataSyncUpToDate"];
        /** @description The first pass over the tables is still under way. */
        ActiveDataSyncSnapshotting: {
            /** @description Always `snapshotting`: identifies this variant. */
            type: "snapshotting";
            /**
             * Format: int64
             * @description Tables that are done.
             */
            numTablesSynced: number;
            /**
             * Format: int64
             * @description Tables in all.
             */
            totalTables: number;
            /** @description The path of the component that is being read. */
            currentComponent: string;
            /** @description The table that is being read. */
            currentTable: string;
            /**
             * Format: int64
             * @description Documents read from it.
             */
            numDocumentsInCurrentTable: number;
            /**
             * Format: int64
             * @description Documents in it.
             */
            totalDocumentsInCurrentTable: number;
            /**
             * Format: int64
             * @description Documents synced so far. Changed ones count again, so this may pass the total.
             */
            numDocumentsSynced: number;
            /**
             * Format: int64
             * @description Documents in all tables.
             */
            totalDocuments: number;
        };
        /** @description Consistent as of a moment, and newer changes are waiting. */
        ActiveDataSyncStale: {
            /** @description Always `stale`: identifies this variant. */
            type: "stale";
            /**
             * Format: int64
             * @description Tables in the sync.
             */
            totalTables: number;
            /**
             * Format: int64
             * @description Documents and deletions synced so far, each revision counted.
             */
            numDocumentsSynced: number;
            /**
             * Format: int64
             * @description The moment at which the synced data is consistent, in nanoseconds since the epoch.
             */
            syncedTs: bigint;
        };
        /** @description Consistent as of a moment, and there was nothing newer. */
        ActiveDataSyncUpToDate: {
            /** @description Always `upToDate`: identifies this variant. */
            type: "upToDate";
            /**
             * Format: int64
             * @description Tables in the sync.
             */
            totalTables: number;
            /**
             * Format: int64
             * @description Documents and deletions synced so far, each revision counted.
             */
            numDocumentsSynced: number;
            /**
             * Format: int64
             * @description The moment at which the synced data is consistent, in nanoseconds since the epoch.
             */
            syncedTs: bigint;
        };
    };
    responses: {
        /** @description The request can't be carried out as it stands, and repeating it won't help. Beside an operation's own codes: `BadJsonBody` (not JSON, not of the right shape, no JSON content type, or more than 2 MiB), `BadQueryArgs`, `BadPathArgs`, and for headers `InvalidAdminKey` (no `Convex` scheme), `InvalidHeaderFailure`, `HeaderParseFailure`, `InvalidClientVersion`, `ClientVersionUnsupported`, `InvalidRequestId`. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "BadJsonBody",
                 *       "message": "The body does not have the shape that this operation takes."
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A token was sent, but it is not valid here: malformed, revoked, expired or made for another deployment (`BadAdminKey`), or sent as `Bearer` (`InvalidAuthHeader`, `NoAuthProvider`). The cloud's codes may be others, such as `Unauthenticated`. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "BadAdminKey",
                 *       "message": "The key is not valid for this deployment."
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No token was sent, or not one of an administrator (`BadDeployKey`); the token may not do this (`OperationNotPermitted`, which names the missing permission; `SystemIdentityRequired` for impersonators that write); or the plan lacks the feature (see the operation's `x-plan-gate`). */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "OperationNotPermitted",
                 *       "message": "This token lacks a permission (deployment:env:write)."
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description With a JSON body: the thing of this id does not exist, or the cloud does not know the deployment (a new one may be unknown for a moment). With an empty body: the deployment has no such route, for instance because it is a self-hosted one that is older than the operation. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "LogStreamDoesntExist",
                 *       "message": "There is no log stream with this id."
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The route exists, but not for this method; the `Allow` header names the right ones. The body is empty. */
        MethodNotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The server gave up after 300 seconds. The body is empty. A write may or may not have happened. */
        RequestTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description There already is a log stream of this kind (`LogStreamAlreadyExists`). */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "LogStreamAlreadyExists",
                 *       "message": "There already is a log stream of this kind."
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The cloud sent the request to a server that does not have this deployment (`MisdirectedRequest`). Nothing was done. `fetch` may repeat such a request once by itself, as Node's does. */
        MisdirectedRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "MisdirectedRequest",
                 *       "message": "This server does not have the deployment."
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The cloud has not loaded the deployment yet (`TooEarly`). Nothing was done; try again in a moment. */
        TooEarly: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "TooEarly",
                 *       "message": "The deployment is not loaded yet."
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests; this one was turned away. No handler of this API limits the rate, but something in front of a deployment may, and then the body need not be JSON. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Something went wrong inside the server (`InternalServerError`). A write may or may not have happened. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "InternalServerError",
                 *       "message": "Something went wrong. Try again later."
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description With `OptimisticConcurrencyControlFailure` (someone else wrote at the same moment) and `CommitterFullError` (too many writes at once) the transaction was rolled back, and with `ExpiredInQueue`, `WorkerOverloaded`, `IsolateNotClean`, `InitialPermitTimeoutError`, `ExecuteFullError` and `UpstreamConnectError` nothing was begun, so that it is safe to try again. With any other code, or with none, a write may or may not have happened. */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "code": "OptimisticConcurrencyControlFailure",
                 *       "message": "Another write came first. Try again."
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description The `nextCursor` of the page before; leave it out for the first page. Cursors are opaque and belong to one deployment and one query (`InvalidCursor`). */
        Cursor: string;
        /** @description The usage limit's id. */
        UsageLimitId: string;
        /** @description The log stream's id. */
        LogStreamId: string;
        /** @description The sync's id, from one of its pages or from the list of active syncs. */
        SyncId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    updateEnvironmentVariables: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateEnvironmentVariablesRequest"];
            };
        };
        responses: {
            /** @description Done. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listEnvironmentVariables: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The variables, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListEnvironmentVariablesResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAuditLogEvents: {
        parameters: {
            query: {
                /** @description The moment of the oldest event to answer, inclusive, in milliseconds since the epoch. */
                from: number;
                /** @description The greatest number of events on the page. Outside of 1 to 100 it is refused (`LimitOutOfRange`), and so is an empty value: leave it out instead. */
                limit?: number;
                /** @description The `nextCursor` of the page before; leave it out for the first page. Cursors are opaque and belong to one deployment and one query (`InvalidCursor`). */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAuditLogEventsResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDeploymentInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deployment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "cloud",
                     *       "id": 4711,
                     *       "deploymentType": "prod",
                     *       "reference": "production",
                     *       "teamId": 12,
                     *       "projectId": 345,
                     *       "projectName": "Otter Pond",
                     *       "projectSlug": "otter-pond"
                     *     }
                     */
                    "application/json": components["schemas"]["DeploymentInfo"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCurrentUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage of every metric. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentUsage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listUsageLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage limits. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListUsageLimitsResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createUsageLimit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageLimitConfig"];
            };
        };
        responses: {
            /** @description The limit as created. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageLimitResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateUsageLimit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The usage limit's id. */
                id: components["parameters"]["UsageLimitId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageLimitConfig"];
            };
        };
        responses: {
            /** @description The limit as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageLimitResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteUsageLimit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The usage limit's id. */
                id: components["parameters"]["UsageLimitId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateCanonicalUrl: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateCanonicalUrlRequest"];
            };
        };
        responses: {
            /** @description Done. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCanonicalUrls: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Both URLs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CanonicalUrls"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listLogStreams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log streams. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "logStreamType": "datadog",
                     *         "id": "kd7a2vq9m4x8s1f6t3bz5nwe0hj2gr9c",
                     *         "status": {
                     *           "type": "active"
                     *         },
                     *         "siteLocation": "EU",
                     *         "ddTags": [
                     *           "env:production"
                     *         ],
                     *         "service": "happy-otter-123",
                     *         "topics": [
                     *           "console",
                     *           "function_execution"
                     *         ]
                     *       },
                     *       {
                     *         "logStreamType": "sentry",
                     *         "id": "kd7c9w1e5r3t7y2p4a6s8d0f1g3h5j7k",
                     *         "status": {
                     *           "type": "failed",
                     *           "reason": "The DSN was refused."
                     *         },
                     *         "tags": {
                     *           "deployment": "happy-otter-123"
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["LogStreamConfig"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getLogStream: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The log stream's id. */
                id: components["parameters"]["LogStreamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "logStreamType": "webhook",
                     *       "id": "kd7a2vq9m4x8s1f6t3bz5nwe0hj2gr9c",
                     *       "status": {
                     *         "type": "active"
                     *       },
                     *       "url": "https://logs.example.com/convex",
                     *       "format": "jsonl",
                     *       "hmacSecret": "0123456789abcdef0123456789abcdef",
                     *       "topics": null
                     *     }
                     */
                    "application/json": components["schemas"]["LogStreamConfig"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteLogStream: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The log stream's id. */
                id: components["parameters"]["LogStreamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createLogStream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLogStreamArgs"];
            };
        };
        responses: {
            /** @description The new log stream's kind and id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "logStreamType": "webhook",
                     *       "id": "kd7a2vq9m4x8s1f6t3bz5nwe0hj2gr9c",
                     *       "hmacSecret": "0123456789abcdef0123456789abcdef"
                     *     }
                     */
                    "application/json": components["schemas"]["CreateLogStreamResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateLogStream: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The log stream's id. */
                id: components["parameters"]["LogStreamId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateLogStreamArgs"];
            };
        };
        responses: {
            /** @description Done. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The log stream's id. */
                id: components["parameters"]["LogStreamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotateWebhookSecretResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    pauseDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    unpauseDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. The body is empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    dataSync: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Needed even when there is nothing to say, as `{}`. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DataSyncArgs"];
            };
        };
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataSyncResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listActiveSyncs: {
        parameters: {
            query?: {
                /** @description The greatest number of syncs on the page. Outside of 1 to 100 it is refused (`LimitOutOfRange`), and so is an empty value: leave it out instead. */
                limit?: number;
                /** @description The `nextCursor` of the page before; leave it out for the first page. Cursors are opaque and belong to one deployment and one query (`InvalidCursor`). */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of syncs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListActiveSyncsResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getActiveSync: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The sync's id, from one of its pages or from the list of active syncs. */
                sync_id: components["parameters"]["SyncId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sync. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "syncId": "3f0c2b1a-6d5e-4f7a-8b9c-0d1e2f3a4b5c",
                     *       "lastUpdated": 1763887200000,
                     *       "status": {
                     *         "type": "upToDate",
                     *         "totalTables": 3,
                     *         "numDocumentsSynced": 1024,
                     *         "syncedTs": 1763887200000000000
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ActiveDataSync"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            408: components["responses"]["RequestTimeout"];
            421: components["responses"]["MisdirectedRequest"];
            425: components["responses"]["TooEarly"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
