// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The output of each command, if it succeeds. */
        readonly Results: {
            /** @description Of one deployment or of several. */
            readonly "env list"?: components["schemas"]["EnvList"] | components["schemas"]["Reads"];
            /** @description Of one deployment or of several. */
            readonly "env get"?: components["schemas"]["EnvGet"] | components["schemas"]["Reads"];
            /** @description What changes on each deployment, planned or applied. */
            readonly "env set"?: components["schemas"]["Changes"];
            /** @description What changes on each deployment, planned or applied. */
            readonly "env unset"?: components["schemas"]["Changes"];
            /** @description The variables that were written to a file. */
            readonly "env pull"?: components["schemas"]["EnvPull"];
            /** @description What changes on each deployment, planned or applied. */
            readonly "env plan"?: components["schemas"]["Changes"];
            /** @description What changes on each deployment, planned or applied. */
            readonly "env apply"?: components["schemas"]["Changes"];
            /** @description What changes on each deployment, planned or applied. */
            readonly "env copy"?: components["schemas"]["Changes"];
            /** @description The command prints nothing of its own, but for a failure. */
            readonly "env run"?: components["schemas"]["NoOutput"];
            /** @description What changes on each deployment, planned or applied. */
            readonly plan?: components["schemas"]["Changes"];
            /** @description What changes on each deployment, planned or applied. */
            readonly apply?: components["schemas"]["Changes"];
            /** @description The files that say what the deployment is. */
            readonly import?: components["schemas"]["Import"];
            /** @description What the project's code needs, and what is missing. */
            readonly check?: components["schemas"]["Check"];
            /** @description Of one deployment or of several. */
            readonly info?: components["schemas"]["Info"] | components["schemas"]["Reads"];
            /** @description The deployment answers. */
            readonly ready?: components["schemas"]["Ready"];
            /** @description The deployment was paused, or resumed. */
            readonly pause?: components["schemas"]["Paused"];
            /** @description The deployment was paused, or resumed. */
            readonly unpause?: components["schemas"]["Paused"];
            /** @description Of one deployment or of several. */
            readonly "canonical-urls get"?: components["schemas"]["CanonicalUrlsGet"] | components["schemas"]["Reads"];
            /** @description A canonical URL was set. */
            readonly "canonical-urls set"?: components["schemas"]["CanonicalUrlChange"];
            /** @description A canonical URL was set. */
            readonly "canonical-urls reset"?: components["schemas"]["CanonicalUrlChange"];
            /** @description Of one deployment or of several. */
            readonly "log-streams list"?: components["schemas"]["LogStreamsList"] | components["schemas"]["Reads"];
            /** @description Of one deployment or of several. */
            readonly "log-streams get"?: components["schemas"]["LogStreamsGet"] | components["schemas"]["Reads"];
            /** @description A log stream was made, changed, restarted or deleted, or its secret was replaced. */
            readonly "log-streams set"?: components["schemas"]["LogStreamChange"];
            /** @description A log stream was made, changed, restarted or deleted, or its secret was replaced. */
            readonly "log-streams restart"?: components["schemas"]["LogStreamChange"];
            /** @description A log stream was made, changed, restarted or deleted, or its secret was replaced. */
            readonly "log-streams delete"?: components["schemas"]["LogStreamChange"];
            /** @description A log stream was made, changed, restarted or deleted, or its secret was replaced. */
            readonly "log-streams rotate-secret"?: components["schemas"]["LogStreamChange"];
            /** @description Of one deployment or of several. */
            readonly usage?: components["schemas"]["Usage"] | components["schemas"]["Reads"];
            /** @description Of one deployment or of several. */
            readonly "usage-limits list"?: components["schemas"]["UsageLimitsList"] | components["schemas"]["Reads"];
            /** @description A usage limit was made or changed. */
            readonly "usage-limits set"?: components["schemas"]["UsageLimitsSet"];
            /** @description A usage limit was deleted. */
            readonly "usage-limits remove"?: components["schemas"]["UsageLimitsRemove"];
            /** @description The events of the audit log, the oldest first. */
            readonly "audit-log"?: components["schemas"]["AuditLog"];
            /** @description Each line of it. */
            readonly "audit-log --follow"?: import("./v1.js").components["schemas"]["AuditLogEvent"];
            /** @description The deployments of a team or a project. */
            readonly "deployments list"?: components["schemas"]["DeploymentsList"];
            /** @description A deployment, as the management API describes it. */
            readonly "deployments get"?: components["schemas"]["DeploymentsGet"];
            /** @description A deployment was deleted. */
            readonly "deployments delete"?: components["schemas"]["DeploymentsDelete"];
            /** @description The old previews, and what became of each. */
            readonly "deployments sweep"?: components["schemas"]["DeploymentsSweep"];
            /** @description The variables that new deployments of a project begin with. */
            readonly "env defaults list"?: components["schemas"]["EnvDefaultsList"];
            /** @description What changes in the default variables of a project, planned or applied. */
            readonly "env defaults plan"?: components["schemas"]["DefaultChanges"];
            /** @description What changes in the default variables of a project, planned or applied. */
            readonly "env defaults apply"?: components["schemas"]["DefaultChanges"];
            /** @description A fake deployment that listens, in one line. With a command after `--`, nothing is printed. */
            readonly fake?: components["schemas"]["Fake"];
            /** @description A script for a shell. */
            readonly completion?: components["schemas"]["Completion"];
        };
        /**
         * @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest.
         * @example [
         *       "npx --no-install convex-deployment env apply .env.production --expect prod"
         *     ]
         */
        readonly NextSteps: readonly string[];
        /**
         * @description A deployment.
         * @example {
         *       "name": "happy-otter-123",
         *       "url": "https://happy-otter-123.convex.cloud",
         *       "type": "dev"
         *     }
         */
        readonly Deployment: {
            /** @description Its name if its host proves that, else its host. `--expect` and `--confirm` take it. */
            readonly name: string;
            /** @description Its origin. Absent if it could not be opened. */
            readonly url?: string;
            /** @description `prod`, `dev`, `preview`, `custom`, `local` or `self-hosted`, or in words why that is not known. Absent if it could not be opened. */
            readonly type?: string;
        };
        /** @description What was read of each of several deployments. */
        readonly Reads: {
            /** @description The deployments. */
            readonly deployments: readonly components["schemas"]["DeploymentRead"][];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description What was read of one of several deployments: the members that the command has for one, or an `error`, or the status `vanished` if it does not exist any more. */
        readonly DeploymentRead: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /**
             * @description That it does not exist any more, which is no failure.
             * @enum {string}
             */
            readonly status?: "vanished";
            /** @description The variables by name. */
            readonly variables?: readonly components["schemas"]["Variable"][];
            /** @description An environment variable. */
            readonly variable?: components["schemas"]["Variable"];
            /** @description The deployment and where it belongs; `kind` tells the cloud and self-hosting apart. */
            readonly info?: import("./v1.js").components["schemas"]["DeploymentInfo"];
            /** @description Both canonical URLs, as functions see them. */
            readonly canonicalUrls?: import("./v1.js").components["schemas"]["CanonicalUrls"];
            /** @description The log streams, at most one of each kind. */
            readonly logStreams?: readonly components["schemas"]["LogStream"][];
            /** @description A log stream. Without `--show-values` it has no secret. */
            readonly logStream?: components["schemas"]["LogStream"];
            /** @description The consumption of the deployment so far. */
            readonly usage?: import("./v1.js").components["schemas"]["CurrentUsage"];
            /** @description The usage limits. */
            readonly usageLimits?: readonly import("./v1.js").components["schemas"]["UsageLimit"][];
            /** @description An error. It holds no secret. */
            readonly error?: components["schemas"]["Error"];
        };
        /** @description The command prints nothing of its own, but for a failure. */
        readonly NoOutput: {
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /**
         * @description An environment variable.
         * @example {
         *       "name": "LOG_LEVEL",
         *       "bytes": 5
         *     }
         */
        readonly Variable: {
            /** @description Its name. */
            readonly name: string;
            /** @description The size of its value in bytes of UTF-8. */
            readonly bytes: number;
            /** @description Its value, if that was asked for. */
            readonly value?: string;
        };
        /**
         * @description The variables of a deployment.
         * @example {
         *       "deployment": {
         *         "name": "happy-otter-123",
         *         "url": "https://happy-otter-123.convex.cloud",
         *         "type": "dev"
         *       },
         *       "variables": [
         *         {
         *           "name": "LOG_LEVEL",
         *           "bytes": 5
         *         }
         *       ],
         *       "next": []
         *     }
         */
        readonly EnvList: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description The variables by name. */
            readonly variables: readonly components["schemas"]["Variable"][];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description One variable of a deployment, with its value. */
        readonly EnvGet: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description An environment variable. */
            readonly variable: components["schemas"]["Variable"];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description The variables that were written to a file. */
        readonly EnvPull: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description The file as it was named. */
            readonly file: string;
            /** @description The variables, without their values. */
            readonly variables: readonly components["schemas"]["Variable"][];
            /** @description The lines that other readers than dotenv and Node read otherwise. */
            readonly remarks: readonly components["schemas"]["FileRemark"][];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description Something about a line of a file. It never quotes the line. */
        readonly FileRemark: {
            /** @description The kind, such as `expands` or `duplicate`. */
            readonly kind: string;
            /** @description The line. */
            readonly line: number;
            /** @description The name of the variable, if it is about one. */
            readonly name?: string;
            /** @description The remark in words. */
            readonly message: string;
        };
        /** @description A place of a file that can't be used as it is. It holds no value. */
        readonly FileProblem: {
            /** @description The kind, such as `duplicate`, of a line of variables. */
            readonly kind?: string;
            /** @description The line, from 1. */
            readonly line: number;
            /** @description The column, from 1. */
            readonly column?: number;
            /** @description The path of the part of a deployment file, such as `usageLimits[0].limit`. */
            readonly path?: string;
            /** @description The name of the variable, if it is about one. */
            readonly name?: string;
            /** @description What is wrong, and what is expected. */
            readonly message: string;
        };
        /** @description The files that say what the deployment is. */
        readonly Import: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description The file for `plan` and `apply`, without a value. */
            readonly file: string;
            /** @description The file with the values, if `--values` named one. */
            readonly values?: string;
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /**
         * @description What changes on each deployment, planned or applied.
         * @example {
         *       "deployments": [],
         *       "isEmpty": true,
         *       "counts": {
         *         "create": 0,
         *         "update": 0,
         *         "set": 0,
         *         "delete": 0,
         *         "all": 0
         *       },
         *       "next": []
         *     }
         */
        readonly Changes: {
            /** @description The deployments, one or several. */
            readonly deployments: readonly components["schemas"]["DeploymentChanges"][];
            /** @description True if everything is as desired, so that nothing has to change. */
            readonly isEmpty: boolean;
            /** @description The number of changes by their kinds. After an apply, too, they are those of the plan. */
            readonly counts: components["schemas"]["Counts"];
            /** @description What `--confirm` takes to apply it to these deployments, and no others. */
            readonly confirm?: string;
            /** @description The deployments that fit now and are not in the file that `--resume` names. They were left alone. */
            readonly left?: readonly string[];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description The number of changes by their kinds. After an apply, too, they are those of the plan. */
        readonly Counts: {
            /** @description The number of what is new. */
            readonly create: number;
            /** @description The number of what becomes another. */
            readonly update: number;
            /** @description The number of what is set without knowing if it is so already. */
            readonly set: number;
            /** @description The number of what goes. */
            readonly delete: number;
            /** @description The sum. */
            readonly all: number;
        };
        /** @description What changes on one deployment. */
        readonly DeploymentChanges: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description `planned` and `refused` (its plan has problems) before a change, `applied` and `unchanged` after one, `failed` with an `error`, `skipped` if it was not begun, with a `reason`, and `vanished` if it does not exist any more. */
            readonly status: components["schemas"]["ChangeStatus"];
            /**
             * @description Why it was not begun: a canary did not succeed, too many others failed, or the command was stopped.
             * @enum {string}
             */
            readonly reason?: "canary" | "failures" | "interrupted";
            /** @description The overrides of the deployment file that apply to it. */
            readonly overrides?: readonly string[];
            /** @description A plan as `--out` saves it. It holds no value of a variable and no key. */
            readonly plan?: components["schemas"]["Plan"];
            /** @description True if everything is as desired, so that nothing has to change. */
            readonly isEmpty?: boolean;
            /** @description The number of changes by their kinds. After an apply, too, they are those of the plan. */
            readonly counts?: components["schemas"]["Counts"];
            /** @description Why the plan can't be applied. Empty if it can. */
            readonly problems?: readonly components["schemas"]["Problem"][];
            /** @description Every change, and what became of it. Absent if nothing was tried. */
            readonly steps?: readonly components["schemas"]["Step"][];
            /** @description The names of what was accepted, and not shown by reading back. */
            readonly unverified?: readonly string[];
            /** @description The file with the values that were overwritten or removed. Null if there is none. */
            readonly backup?: string | null;
            /** @description An error. It holds no secret. */
            readonly error?: components["schemas"]["Error"];
        };
        /**
         * @description `planned` and `refused` (its plan has problems) before a change, `applied` and `unchanged` after one, `failed` with an `error`, `skipped` if it was not begun, with a `reason`, and `vanished` if it does not exist any more.
         * @enum {string}
         */
        readonly ChangeStatus: "planned" | "refused" | "applied" | "unchanged" | "failed" | "skipped" | "vanished";
        /**
         * @description What happens. `set` is a change of which is not known if it exists.
         * @enum {string}
         */
        readonly Action: "create" | "update" | "delete" | "set";
        /**
         * @description A section of a deployment.
         * @enum {string}
         */
        readonly SectionName: "environment" | "canonicalUrls" | "usageLimits" | "logStreams" | "paused";
        /** @description A change, and what became of it. */
        readonly Step: {
            /** @description A section of a deployment. */
            readonly section: components["schemas"]["SectionName"];
            /** @description The name in the section: of a variable, `convexCloud`, `webhook`, or `databaseIoGb/day/warning`. */
            readonly name: string;
            /** @description What happens. `set` is a change of which is not known if it exists. */
            readonly action: components["schemas"]["Action"];
            /**
             * @description `done`, `unchanged` (it was so already), `not-sent`, `rejected` (the deployment did nothing), or `unknown` (it may have taken effect).
             * @enum {string}
             */
            readonly status: "done" | "unchanged" | "not-sent" | "rejected" | "unknown";
            /** @description What is left to do by hand. */
            readonly note?: string;
        };
        /** @description A reason why a plan can't be applied. It holds no value. */
        readonly Problem: {
            /** @description The kind of a problem. New versions may add kinds. */
            readonly kind: components["schemas"]["ProblemKind"];
            /** @description A section of a deployment. */
            readonly section: components["schemas"]["SectionName"];
            /** @description The name of the variable or the setting, if it is about one. */
            readonly name?: string;
            /** @description The reason in words. */
            readonly message: string;
        };
        /** @description A reason why a section of a plan can't be applied, as the plan holds it. */
        readonly SectionProblem: {
            /** @description The kind of a problem. New versions may add kinds. */
            readonly kind: components["schemas"]["ProblemKind"];
            /** @description The name of the variable or the setting, if it is about one. */
            readonly name?: string;
            /** @description The reason in the words of the library. */
            readonly message: string;
        };
        /**
         * @description The kind of a problem. New versions may add kinds.
         * @enum {string}
         */
        readonly ProblemKind: "invalid-name" | "invalid-value" | "reserved" | "empty" | "placeholder" | "reference" | "mask" | "cut" | "credential" | "schema" | "protected" | "too-many-removals" | "too-many-variables" | "too-many-bytes" | "missing" | "incomplete-pair" | "forbidden" | "not-in-plan" | "unsupported";
        /** @description A plan as `--out` saves it. It holds no value of a variable and no key. */
        readonly Plan: {
            /**
             * @description The version of the format.
             * @constant
             */
            readonly version: 2;
            /** @description The origin of the deployment. */
            readonly deployment: string;
            /** @description Identifies the key that the plan is sealed with. */
            readonly keyId: string;
            /** @description A fingerprint of everything that the plan was made from. */
            readonly sources: string;
            /** @description The sections that were compared. */
            readonly sections: readonly components["schemas"]["SectionName"][];
            /** @description The part of a plan for environment variables. */
            readonly environment: components["schemas"]["EnvironmentSection"];
            /** @description The part of a plan for one kind of settings. */
            readonly canonicalUrls: components["schemas"]["SettingsSection"];
            /** @description The part of a plan for one kind of settings. */
            readonly usageLimits: components["schemas"]["SettingsSection"];
            /** @description The part of a plan for one kind of settings. */
            readonly logStreams: components["schemas"]["SettingsSection"];
            /** @description The part of a plan for one kind of settings. */
            readonly paused: components["schemas"]["SettingsSection"];
            /** @description The seal over everything else. */
            readonly mac: string;
        };
        /** @description The part of a plan for environment variables. */
        readonly EnvironmentSection: {
            /** @description True if nothing was read. */
            readonly blind: boolean;
            /** @description The rules that the plan was made by. */
            readonly options: {
                readonly [key: string]: unknown;
            };
            /** @description The changes. */
            readonly changes: readonly components["schemas"]["VariableChange"][];
            /** @description The names of variables that are as desired. */
            readonly unchanged: readonly string[];
            /** @description The names of variables that exist and are left alone. */
            readonly unmanaged: readonly string[];
            /** @description The names of variables that have to be there, and are. */
            readonly kept: readonly string[];
            /** @description The desired names that Convex's own tools manage. They are left out. */
            readonly leftOut: readonly string[];
            /** @description Why the section can't be applied. */
            readonly problems: readonly components["schemas"]["SectionProblem"][];
            /** @description Values of a form that is seldom meant. They prevent nothing. */
            readonly remarks: readonly components["schemas"]["ValueRemark"][];
            /** @description The number of variables, and the bytes of their names and values. */
            readonly before: components["schemas"]["Fullness"];
            /** @description The number of variables, and the bytes of their names and values. */
            readonly after: components["schemas"]["Fullness"];
            /** @description The number of variables, and the bytes of their names and values. */
            readonly limits: components["schemas"]["Fullness"];
        };
        /** @description A change of a variable, by sizes and keyed fingerprints. */
        readonly VariableChange: {
            /** @description What happens. `set` is a change of which is not known if it exists. */
            readonly action: components["schemas"]["Action"];
            /** @description The name of the variable. */
            readonly name: string;
            /** @description The size of its value as it is. */
            readonly bytesBefore?: number;
            /** @description The size of its value as it will be. */
            readonly bytesAfter?: number;
            /** @description A keyed fingerprint of its value as it is. */
            readonly fingerprintBefore?: string;
            /** @description A keyed fingerprint of its value as it will be. */
            readonly fingerprintAfter?: string;
            /** @description What is made when the plan is applied, such as `32 random bytes`. */
            readonly made?: string;
        };
        /** @description A value of a form that is seldom meant. It holds no value. */
        readonly ValueRemark: {
            /**
             * @description The kind.
             * @enum {string}
             */
            readonly kind: "line-break" | "white-space" | "invisible" | "quoted" | "env-file";
            /** @description The name of the variable. */
            readonly name: string;
            /** @description The remark in words. */
            readonly message: string;
        };
        /** @description The number of variables, and the bytes of their names and values. */
        readonly Fullness: {
            /** @description The number of variables. */
            readonly variables: number;
            /** @description The bytes of all names and values. */
            readonly bytes: number;
        };
        /** @description The part of a plan for one kind of settings. */
        readonly SettingsSection: {
            /** @description The changes. */
            readonly changes: readonly components["schemas"]["SettingChange"][];
            /** @description The names of what is as desired. */
            readonly unchanged: readonly string[];
            /** @description The names of what has to be there, and is. */
            readonly kept: readonly string[];
            /** @description The names of what exists and is left alone. */
            readonly unmanaged: readonly string[];
            /** @description The settings that the deployment does not return, by what they are of. */
            readonly uncompared: readonly {
                /** @description The name of what they are of. */
                readonly name: string;
                /** @description The names of the settings. */
                readonly settings: readonly string[];
            }[];
            /** @description Why the section can't be applied. */
            readonly problems: readonly components["schemas"]["SectionProblem"][];
        };
        /** @description A change of a setting. It holds no secret. */
        readonly SettingChange: {
            /** @description What happens. `set` is a change of which is not known if it exists. */
            readonly action: components["schemas"]["Action"];
            /** @description The name in the section: `convexCloud`, `webhook`, `paused`, or `databaseIoGb/day/warning`. */
            readonly name: string;
            /** @description The settings as they are. */
            readonly before?: {
                readonly [key: string]: unknown;
            };
            /** @description The settings as they will be. Of an address of a log stream, the host. */
            readonly after?: {
                readonly [key: string]: unknown;
            };
            /** @description The settings that differ and are not shown in full. */
            readonly hidden?: readonly {
                /** @description The name of the setting. */
                readonly name: string;
                /** @description A keyed fingerprint of it as it is. */
                readonly fingerprintBefore?: string;
                /** @description A keyed fingerprint of it as it will be. */
                readonly fingerprintAfter?: string;
            }[];
            /** @description A keyed fingerprint of all of it as it is. */
            readonly fingerprintBefore?: string;
            /** @description The names of the keys that are sent. */
            readonly keys?: readonly string[];
            /**
             * @description Set for a log stream that has failed and is restarted.
             * @constant
             */
            readonly failed?: true;
            /**
             * @description Set for a change that counts as a removal.
             * @constant
             */
            readonly weakens?: true;
        };
        /** @description What the project's code needs, and what is missing. */
        readonly Check: {
            /** @description The functions folder, from the project's. */
            readonly folder: string;
            /** @description The answer for each deployment or source. */
            readonly answers: readonly components["schemas"]["CheckAnswer"][];
            /** @description The places where any variable may be read. */
            readonly unclear: readonly components["schemas"]["UnclearPlace"][];
            /** @description The files, or parts of them, that could not be read. */
            readonly unread: readonly components["schemas"]["Unread"][];
            /** @description The variables that components require and `app.use` does not pass. */
            readonly unbound: readonly components["schemas"]["UnboundVariable"][];
            /** @description The names that were added to the example file. */
            readonly added?: readonly string[];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description The answer for one deployment or source. One that could not be read has an `error` in place of it. */
        readonly CheckAnswer: {
            /** @description A deployment. */
            readonly deployment?: components["schemas"]["Deployment"];
            /** @description The source, if it is none of several deployments. */
            readonly source?: string;
            /** @description True if nothing that is required is missing or of the wrong type. */
            readonly isMet?: boolean;
            /** @description The variables that are required and missing. */
            readonly missing?: readonly components["schemas"]["MissingVariable"][];
            /** @description The variables whose value the declared validator refuses. */
            readonly wrongType?: readonly {
                /** @description The name of the variable. */
                readonly name: string;
                /** @description The values that fit, as the code declares them. */
                readonly values: readonly string[];
                /** @description The places that need it. */
                readonly places: readonly components["schemas"]["NeedPlace"][];
            }[];
            /** @description The variables that are missing and that the code does without. */
            readonly fallback?: readonly components["schemas"]["MissingVariable"][];
            /** @description The names that are set and not seen in the code. */
            readonly unseen?: readonly string[];
            /** @description An error. It holds no secret. */
            readonly error?: components["schemas"]["Error"];
        };
        /** @description A variable that is not set, and where the code needs it. */
        readonly MissingVariable: {
            /** @description The name of the variable. */
            readonly name: string;
            /** @description The places that need it. */
            readonly places: readonly components["schemas"]["NeedPlace"][];
            /** @description Variables each of which would do in its place. */
            readonly instead?: readonly string[];
        };
        /** @description A place where a variable is declared or read. */
        readonly NeedPlace: {
            /** @description The file, from the project's folder. */
            readonly file: string;
            /** @description The line, from 1. */
            readonly line: number;
            /** @description The column, from 1. */
            readonly column: number;
            /**
             * @description `declared` in `convex.config.ts`, `auth` if `auth.config.ts` reads it, `required` if the code goes on with the value as it is, `fallback` if the code is prepared for a missing one.
             * @enum {string}
             */
            readonly kind: "declared" | "auth" | "required" | "fallback";
            /** @description The variables that the code takes first. */
            readonly unless?: readonly string[];
        };
        /** @description A place where code may read any variable. */
        readonly UnclearPlace: {
            /** @description The file, from the project's folder. */
            readonly file: string;
            /** @description The line, from 1. */
            readonly line: number;
            /** @description The column, from 1. */
            readonly column: number;
            /** @description Why it is not clear. */
            readonly reason: string;
        };
        /** @description A file, or a part of one, that could not be read. */
        readonly Unread: {
            /** @description The file, from the project's folder. */
            readonly file: string;
            /** @description The line, from 1. */
            readonly line?: number;
            /** @description The column, from 1. */
            readonly column?: number;
            /** @description Why it could not be read. */
            readonly reason: string;
        };
        /** @description A variable that a component requires and is not given. */
        readonly UnboundVariable: {
            /** @description The name of the variable. */
            readonly name: string;
            /** @description The name of the component. */
            readonly component: string;
            /** @description The file, from the project's folder. */
            readonly file: string;
            /** @description The line, from 1. */
            readonly line: number;
            /** @description The column, from 1. */
            readonly column: number;
        };
        /** @description What kind of deployment it is. */
        readonly Info: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description The deployment and where it belongs; `kind` tells the cloud and self-hosting apart. */
            readonly info: import("./v1.js").components["schemas"]["DeploymentInfo"];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description The deployment answers. */
        readonly Ready: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /**
             * @description Always true.
             * @constant
             */
            readonly ready: true;
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /**
         * @description `unchanged` if it was so already, so that nothing was sent.
         * @enum {string}
         */
        readonly Done: "done" | "unchanged";
        /** @description The deployment was paused, or resumed. */
        readonly Paused: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description `unchanged` if it was so already, so that nothing was sent. */
            readonly status: components["schemas"]["Done"];
            /** @description True if its functions do not run. */
            readonly paused: boolean;
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description Both canonical URLs. */
        readonly CanonicalUrlsGet: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description Both canonical URLs, as functions see them. */
            readonly canonicalUrls: import("./v1.js").components["schemas"]["CanonicalUrls"];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A canonical URL was set. */
        readonly CanonicalUrlChange: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description `unchanged` if it was so already, so that nothing was sent. */
            readonly status: components["schemas"]["Done"];
            /** @description The canonical URL. */
            readonly canonicalUrl: {
                /**
                 * @description What it leads to: the API, or HTTP actions.
                 * @enum {string}
                 */
                readonly destination: "convexCloud" | "convexSite";
                /** @description The URL, unless it is the default again. */
                readonly url?: string;
            };
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A log stream. Without `--show-values` it has no secret. */
        readonly LogStream: {
            [key: string]: unknown;
        };
        /** @description All log streams. */
        readonly LogStreamsList: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description The log streams, at most one of each kind. */
            readonly logStreams: readonly components["schemas"]["LogStream"][];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A log stream. */
        readonly LogStreamsGet: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description A log stream. Without `--show-values` it has no secret. */
            readonly logStream: components["schemas"]["LogStream"];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A log stream was made, changed, restarted or deleted, or its secret was replaced. */
        readonly LogStreamChange: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description `unchanged` if it was so already, so that nothing was sent. */
            readonly status: components["schemas"]["Done"];
            /** @description The log stream. One that was deleted, or whose secret was replaced, has no more than this. */
            readonly logStream: components["schemas"]["LogStream"] | components["schemas"]["LogStreamId"];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A log stream by its kind and id. */
        readonly LogStreamId: {
            /** @description Its id. */
            readonly id: string;
            /** @description Its kind, such as `webhook`. */
            readonly logStreamType: string;
            /** @description The new secret, which the deployment does not tell again. */
            readonly hmacSecret?: string;
        };
        /** @description What the deployment has consumed. */
        readonly Usage: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description The consumption of the deployment so far. */
            readonly usage: import("./v1.js").components["schemas"]["CurrentUsage"];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description All usage limits. */
        readonly UsageLimitsList: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description The usage limits. */
            readonly usageLimits: readonly import("./v1.js").components["schemas"]["UsageLimit"][];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A usage limit was made or changed. */
        readonly UsageLimitsSet: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description `unchanged` if it was so already, so that nothing was sent. */
            readonly status: components["schemas"]["Done"];
            /** @description A usage limit as it exists. It is exceeded once the consumption reaches it. */
            readonly usageLimit: import("./v1.js").components["schemas"]["UsageLimit"];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A usage limit was deleted. */
        readonly UsageLimitsRemove: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description `unchanged` if it was so already, so that nothing was sent. */
            readonly status: components["schemas"]["Done"];
            /** @description The usage limit, by what it is of. */
            readonly usageLimit: {
                /** @description The metric. */
                readonly metric: string;
                /** @description The window. */
                readonly window: string;
                /** @description The type. */
                readonly limitType: string;
            };
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description The events of the audit log, the oldest first. */
        readonly AuditLog: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description The events. */
            readonly events: readonly import("./v1.js").components["schemas"]["AuditLogEvent"][];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description The deployments of a team or a project. */
        readonly DeploymentsList: {
            /** @description The deployments. */
            readonly deployments: readonly {
                /** @description A deployment. */
                readonly deployment: components["schemas"]["Deployment"];
                /** @description A deployment, by where it runs. */
                readonly details: import("./management-v1.js").components["schemas"]["Deployment"];
            }[];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A deployment, as the management API describes it. */
        readonly DeploymentsGet: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description A deployment, by where it runs. */
            readonly details: import("./management-v1.js").components["schemas"]["Deployment"];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A deployment was deleted. */
        readonly DeploymentsDelete: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description `unchanged` if it was so already, so that nothing was sent. */
            readonly status: components["schemas"]["Done"];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description The old previews, and what became of each. */
        readonly DeploymentsSweep: {
            /** @description The deployments that were old when they were listed. */
            readonly deployments: readonly {
                /** @description A deployment. */
                readonly deployment: components["schemas"]["Deployment"];
                /** @description Its name within its project, such as that of a branch. */
                readonly reference: string;
                /**
                 * @description `listed` with `--dry-run`, `deleted`, `gone` (already), `kept` (it is no longer old), `not-sent` (the command was stopped), or `failed` with an `error`.
                 * @enum {string}
                 */
                readonly status: "listed" | "deleted" | "gone" | "kept" | "not-sent" | "failed";
                /** @description An error. It holds no secret. */
                readonly error?: components["schemas"]["Error"];
            }[];
            /** @description What `--confirm` takes to apply it to these deployments, and no others. */
            readonly confirm?: string;
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A variable that new deployments begin with. */
        readonly DefaultVariable: {
            /** @description Its name. */
            readonly name: string;
            /** @description The types of deployments that begin with it. */
            readonly deploymentTypes: readonly string[];
            /** @description The size of its value in bytes of UTF-8. */
            readonly bytes: number;
            /** @description Its value, if that was asked for. */
            readonly value?: string;
        };
        /** @description The variables that new deployments of a project begin with. */
        readonly EnvDefaultsList: {
            /** @description The project, such as `my-team/shop`. */
            readonly project: string;
            /** @description The variables. */
            readonly variables: readonly components["schemas"]["DefaultVariable"][];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description What changes in the default variables of a project, planned or applied. */
        readonly DefaultChanges: {
            /** @description The project, such as `my-team/shop`. */
            readonly project: string;
            /**
             * @description `planned` before a change, the others after one.
             * @enum {string}
             */
            readonly status: "planned" | "applied" | "unchanged";
            /** @description The changes, one for each type of deployments. */
            readonly changes: readonly {
                /** @description What happens. `set` is a change of which is not known if it exists. */
                readonly action: components["schemas"]["Action"];
                /** @description The name of the variable. */
                readonly name: string;
                /** @description The type of deployments. */
                readonly deploymentType: string;
                /** @description The size of its value as it is. */
                readonly bytesBefore?: number;
                /** @description The size of its value as it will be. */
                readonly bytesAfter?: number;
            }[];
            /** @description True if everything is as desired, so that nothing has to change. */
            readonly isEmpty: boolean;
            /** @description The number of changes by their kinds. After an apply, too, they are those of the plan. */
            readonly counts: components["schemas"]["Counts"];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A fake deployment that listens, in one line. With a command after `--`, nothing is printed. */
        readonly Fake: {
            /** @description A deployment. */
            readonly deployment: components["schemas"]["Deployment"];
            /** @description The key that it accepts, which is no secret. */
            readonly key: string;
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description A script for a shell. */
        readonly Completion: {
            /** @description The shell. */
            readonly shell: string;
            /** @description The script. */
            readonly script: string;
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /**
         * @description Why a command was refused or failed, with what was done before.
         * @example {
         *       "error": {
         *         "exitCode": 4,
         *         "message": "Make 1 change on brave-fox-456, which is production: that needs --confirm brave-fox-456, and there is no terminal to ask. Nothing was written.",
         *         "written": "nothing"
         *       },
         *       "next": [
         *         "npx --no-install convex-deployment env apply app.env --confirm brave-fox-456"
         *       ]
         *     }
         */
        readonly Failure: {
            /** @description An error. It holds no secret. */
            readonly error: components["schemas"]["Error"];
            /** @description A deployment. */
            readonly deployment?: components["schemas"]["Deployment"];
            /** @description The deployments, one or several. */
            readonly deployments?: readonly components["schemas"]["DeploymentChanges"][];
            /** @description True if everything is as desired, so that nothing has to change. */
            readonly isEmpty?: boolean;
            /** @description The number of changes by their kinds. After an apply, too, they are those of the plan. */
            readonly counts?: components["schemas"]["Counts"];
            /** @description The deployments that fit now and are not in the file that `--resume` names. They were left alone. */
            readonly left?: readonly string[];
            /** @description The events. */
            readonly events?: readonly import("./v1.js").components["schemas"]["AuditLogEvent"][];
            /** @description Command lines that go on from here, for the shell of the platform. Words in capitals, such as `FILE`, stand for what only you know. Empty if there is nothing to suggest. */
            readonly next: components["schemas"]["NextSteps"];
        };
        /** @description An error. It holds no secret. */
        readonly Error: {
            /** @description The name of the error, such as `ForbiddenError`. Absent if the command refused by itself. */
            readonly name?: string;
            /** @description 1 failed, 3 something changed since it was read, 4 refused by a guard, 5 absent, 64 a wrong command line or input, 126 and 127 a program that can't be run, 130 interrupted. After 3, 4, 5 and 64 nothing was written. */
            readonly exitCode: number;
            /** @description What happened, to which thing, and what to do. */
            readonly message: string;
            /**
             * @description `some` if a part took effect, `unknown` if any of it may have.
             * @enum {string}
             */
            readonly written?: "nothing" | "some" | "unknown";
            /** @description The operation of the API, such as `updateEnvironmentVariables`. */
            readonly operation?: string;
            /** @description The base URL that was asked. */
            readonly url?: string;
            /**
             * @description Whether the request may have taken effect.
             * @enum {string}
             */
            readonly outcome?: "not-sent" | "rejected" | "unknown";
            /** @description The id of the request, to find it in logs. */
            readonly requestId?: string;
            /** @description How often the request was sent. */
            readonly attempts?: number;
            /** @description The option of the library that was refused. */
            readonly option?: string;
            /** @description The place in the body that was refused. */
            readonly path?: string;
            /** @description The HTTP status; of an `UnconfirmedError`, `moved` or `unknown`. */
            readonly status?: number | string;
            /** @description The code of the server or of the network, such as `OperationNotPermitted` or `ECONNREFUSED`. */
            readonly code?: string;
            /** @description The time that the server asked to wait, in milliseconds. */
            readonly retryAfterMs?: number;
            /** @description Some headers of the response, without secrets. */
            readonly headers?: {
                readonly [key: string]: string;
            };
            /** @description The origin that a redirect leads to. */
            readonly target?: string;
            /** @description The names of what took effect. */
            readonly applied?: readonly string[];
            /** @description Every change, and what became of it. */
            readonly steps?: readonly components["schemas"]["Step"][];
            /** @description The names of what is not as expected. */
            readonly names?: readonly string[];
            /** @description The id of the log stream that failed. */
            readonly id?: string;
            /** @description Why the log stream failed. */
            readonly reason?: string;
            /** @description The error behind another one, by the same members. */
            readonly cause?: components["schemas"]["Cause"];
            /** @description The names that do not exist. */
            readonly missing?: readonly string[];
            /** @description The team and the projects that the token can see. */
            readonly visible?: {
                readonly [key: string]: unknown;
            };
            /** @description The variables that are not handed over. */
            readonly refused?: readonly {
                /** @description The name of the variable. */
                readonly name: string;
                /** @description Why it is not. */
                readonly reason: string;
            }[];
            /** @description The places of a file that can't be used as they are. */
            readonly problems?: readonly components["schemas"]["FileProblem"][];
            /** @description The file that can't be used. */
            readonly file?: string;
            /** @description The line of the file, from 1. */
            readonly line?: number;
            /** @description The column, from 1. */
            readonly column?: number;
            /** @description The line that would let Git ignore a file. */
            readonly ignore?: {
                /** @description The file for the line. */
                readonly file: string;
                /** @description The line. */
                readonly line: string;
            };
        };
        /** @description The error behind another one, by the same members. */
        readonly Cause: {
            /** @description The name of the error. */
            readonly name: string;
            /** @description What happened. */
            readonly message: string;
        } & {
            readonly [key: string]: unknown;
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
