// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

export interface paths {
    "/token_details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the details of the token
         * @description Answers what the token of this request is for, a team or a project. It does not tell a token of an OAuth application from an access token that a team made itself.
         */
        get: operations["getTokenDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team_id}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects
         * @description Answers the projects of a team, the newest first, page by page.
         */
        get: operations["listProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a project
         * @description Answers a project by its id.
         */
        get: operations["getProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team_id_or_slug}/projects/{project_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a project by its slug
         * @description Answers a project by its slug and the slug or the id of its team.
         */
        get: operations["getProjectBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team_id}/create_project": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a project
         * @description Creates a project and, if its type is given, a first deployment in it. Nothing about a project is unique but its id and its slug, which the service chooses: sent twice, it makes two projects.
         */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team_id}/list_deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deployments of a team
         * @description Answers the deployments of all projects of a team on Convex's cloud, page by page.
         */
        get: operations["listTeamDeployments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{project_id}/list_deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deployments of a project
         * @description Answers all deployments of a project at once.
         */
        get: operations["listProjectDeployments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deployments/{deployment_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a deployment
         * @description Answers a deployment on Convex's cloud by its name.
         */
        get: operations["getDeployment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a deployment
         * @description Changes settings of a deployment. Those that the body leaves out stay as they are.
         */
        patch: operations["updateDeployment"];
        trace?: never;
    };
    "/projects/{project_id}/deployment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find a deployment of a project
         * @description Answers the deployment of a project that has a reference, or that is the default one. One of the three parameters is needed.
         */
        get: operations["findDeployment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team_id_or_slug}/projects/{project_slug}/deployment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find a deployment of a project by its slug
         * @description Answers the deployment of a project, found by its slug and that of its team, that has a reference, or that is the default one. One of the three parameters is needed.
         */
        get: operations["findDeploymentBySlug"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{project_id}/create_deployment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a deployment
         * @description Creates a deployment and answers it, without a key. Without a `reference` it becomes the default production deployment of the project, or the default development deployment of the member, and gets a reference. For a moment other operations may answer a 404 for it.
         */
        post: operations["createDeployment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deployments/{deployment_name}/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete a deployment
         * @description Deletes a deployment with all its data and files. Its project stays.
         */
        post: operations["deleteDeployment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team_id}/list_deployment_regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List regions
         * @description Answers the regions in which the team can create deployments, and those that it cannot use.
         */
        get: operations["listDeploymentRegions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/teams/{team_id}/list_deployment_classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List classes
         * @description Answers the classes of deployments, and which of them the team's plan includes.
         */
        get: operations["listDeploymentClasses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deployments/{deployment_name}/create_deploy_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a deploy key
         * @description Creates a key that opens one deployment, and answers it this one time. **Made with a token of an OAuth application, the key is that token itself** with another prefix: it opens all that the user granted, and `allowedActions` do not bind it.
         */
        post: operations["createDeployKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deployments/{deployment_name}/list_deploy_keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deploy keys
         * @description Answers the keys of a deployment, without their secrets.
         */
        get: operations["listDeployKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deployments/{deployment_name}/delete_deploy_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete a deploy key
         * @description Deletes a key of a deployment, found by its name or by itself.
         */
        post: operations["deleteDeployKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{project_id}/create_preview_deploy_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a preview deploy key
         * @description Creates a key that makes and opens preview deployments of a project, and answers it this one time. Made with a token of an OAuth application, the key is that token itself with another prefix.
         */
        post: operations["createPreviewDeployKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{project_id}/list_preview_deploy_keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List preview deploy keys
         * @description Answers the preview deploy keys of a project, without their secrets.
         */
        get: operations["listPreviewDeployKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{project_id}/delete_preview_deploy_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete a preview deploy key
         * @description Deletes a preview deploy key of a project, found by its name or by itself.
         */
        post: operations["deletePreviewDeployKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{project_id}/list_default_environment_variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List default environment variables
         * @description Answers the variables that new deployments of a project begin with. The answer has a pagination, but the operation takes no cursor.
         */
        get: operations["listDefaultEnvironmentVariables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{project_id}/update_default_environment_variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change default environment variables
         * @description Sets and removes variables that new deployments of a project begin with, each for one type of deployment. **Deployments that exist stay as they are**: defaults are copied when a deployment is created, and not kept equal later.
         */
        post: operations["updateDefaultEnvironmentVariables"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deployments/{deployment_name}/create_custom_domain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a custom domain
         * @description Adds a domain under which a deployment is reached, once its DNS records prove it.
         */
        post: operations["createCustomDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deployments/{deployment_name}/delete_custom_domain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete a custom domain
         * @description Removes a domain of a deployment.
         */
        post: operations["deleteCustomDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deployments/{deployment_name}/custom_domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List custom domains
         * @description Answers the domains of a deployment.
         */
        get: operations["listCustomDomains"];
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
         *       "code": "DeploymentNotFound",
         *       "message": "There is no such deployment."
         *     }
         */
        Error: {
            /**
             * @description The kind of failure, for programs. Other codes than those listed are possible.
             * @enum {string}
             */
            code: "AccessTokenInvalid" | "InvalidIdentity" | "TeamNotFound" | "ProjectNotFound" | "DeploymentNotFound" | (string & {});
            /** @description The failure in words, for people. The wording may change. */
            message: string;
        };
        /**
         * Format: int64
         * @description A number that stands for a team, a project, a deployment, a member or a key.
         * @example 345
         */
        Id: number;
        /** @description The way to the next page, if there is one. */
        PaginationMetadata: {
            /** @description True if there is another page, which may turn out to be empty. */
            hasMore: boolean;
            /** @description The `cursor` of the next page. Left out if there is none. */
            nextCursor?: string | null;
        };
        /** @description A token, by what it is for. */
        TokenDetails: components["schemas"]["TeamTokenDetails"] | components["schemas"]["ProjectTokenDetails"];
        /** @description A token for a whole team. */
        TeamTokenDetails: {
            /** @description Always `teamToken`: identifies this variant. */
            type: "teamToken";
            /** @description The token's id. */
            id: components["schemas"]["Id"];
            /** @description The name that the token was given. */
            name: string;
            /**
             * Format: int64
             * @description The time at which it was made, in milliseconds since the epoch.
             */
            createTime: number;
            /** @description The id of the team. */
            teamId: components["schemas"]["Id"];
        };
        /** @description A token for one project. */
        ProjectTokenDetails: {
            /** @description Always `projectToken`: identifies this variant. */
            type: "projectToken";
            /** @description The token's id. */
            id: components["schemas"]["Id"];
            /** @description The name that the token was given. */
            name: string;
            /**
             * Format: int64
             * @description The time at which it was made, in milliseconds since the epoch.
             */
            createTime: number;
            /** @description The id of the project. */
            projectId: components["schemas"]["Id"];
        };
        /**
         * @description A project of a team.
         * @example {
         *       "id": 345,
         *       "name": "Otter Pond",
         *       "slug": "otter-pond",
         *       "teamId": 12,
         *       "teamSlug": "otters",
         *       "createTime": 1763856000000,
         *       "prodDeploymentName": "happy-otter-123"
         *     }
         */
        Project: {
            /** @description The project's id. */
            id: components["schemas"]["Id"];
            /** @description The project's name, for people. */
            name: string;
            /** @description The project's name as it appears in URLs, unique in the team. */
            slug: string;
            /** @description The id of the team that owns the project. */
            teamId: components["schemas"]["Id"];
            /** @description The slug of that team. */
            teamSlug: string;
            /**
             * Format: int64
             * @description The time at which it was made, in milliseconds since the epoch.
             */
            createTime: number;
            /** @description The name of the default production deployment. */
            prodDeploymentName?: string | null;
            /** @description The name of the default development deployment of the member who asks. */
            devDeploymentName?: string | null;
        };
        /**
         * @description One page of projects.
         * @example {
         *       "items": [
         *         {
         *           "id": 345,
         *           "name": "Otter Pond",
         *           "slug": "otter-pond",
         *           "teamId": 12,
         *           "teamSlug": "otters",
         *           "createTime": 1763856000000,
         *           "prodDeploymentName": "happy-otter-123"
         *         }
         *       ],
         *       "pagination": {
         *         "hasMore": false
         *       }
         *     }
         */
        ListProjectsResponse: {
            /** @description The projects, the newest first. */
            items: components["schemas"]["Project"][];
            /** @description The way to the next page, if there is one. */
            pagination: components["schemas"]["PaginationMetadata"];
        };
        /**
         * @description A project to create.
         * @example {
         *       "projectName": "Otter Pond",
         *       "deploymentType": "prod"
         *     }
         */
        CreateProjectArgs: {
            /** @description The project's name. Spaces and punctuation are allowed. */
            projectName: string;
            /** @description The type of the first deployment. Without it there is none. */
            deploymentType?: components["schemas"]["NewDeploymentType"] | null;
            /** @description The class of the first deployment. By default that of the team. */
            deploymentClass?: string | null;
            /** @description The region of the first deployment. By default that of the team. */
            deploymentRegion?: components["schemas"]["RegionName"] | null;
        };
        /**
         * @description A project that was created.
         * @example {
         *       "id": 345,
         *       "projectId": 345,
         *       "slug": "otter-pond",
         *       "deploymentName": "happy-otter-123",
         *       "deploymentUrl": "https://happy-otter-123.convex.cloud"
         *     }
         */
        CreatedProject: {
            /** @description The project's id. */
            id: components["schemas"]["Id"];
            /** @description The same id under its older name. */
            projectId: components["schemas"]["Id"];
            /** @description The project's name as it appears in URLs, as the service chose it. */
            slug: string;
            /** @description The name of the first deployment, if one was wanted. */
            deploymentName?: string | null;
            /** @description The address of the first deployment, if one was wanted. */
            deploymentUrl?: string | null;
        };
        /**
         * @description The purpose of a deployment, `dev`, `prod`, `preview` or `custom`.
         * @enum {string}
         */
        DeploymentType: "dev" | "prod" | "preview" | "custom" | (string & {});
        /**
         * @description The purpose of a deployment, `dev`, `prod`, `preview` or `custom`.
         * @enum {string}
         */
        NewDeploymentType: "dev" | "prod" | "preview" | "custom";
        /**
         * @description The name of a region, such as `aws-us-east-1`. There may be more than those that are listed here.
         * @enum {string}
         */
        RegionName: "aws-us-east-1" | "aws-eu-west-1" | (string & {});
        /** @description A name within the project, of 3 to 100 lower-case letters, digits, `-` and `/`, such as `preview/pr-7`. It must not look like a deployment's name, nor begin with `local-`. */
        NewReference: string;
        /**
         * @description A deployment, by where it runs.
         * @example {
         *       "kind": "cloud",
         *       "id": 4711,
         *       "name": "happy-otter-123",
         *       "deploymentUrl": "https://happy-otter-123.convex.cloud",
         *       "deploymentType": "prod",
         *       "region": "aws-us-east-1",
         *       "reference": "production",
         *       "isDefault": true,
         *       "class": "s16",
         *       "projectId": 345,
         *       "createTime": 1763856000000
         *     }
         */
        Deployment: components["schemas"]["CloudDeployment"] | components["schemas"]["LocalDeployment"];
        /** @description A deployment on Convex's cloud. */
        CloudDeployment: {
            /** @description Always `cloud`: identifies this variant. */
            kind: "cloud";
            /** @description The deployment's id. */
            id: components["schemas"]["Id"];
            /** @description The deployment's name, such as `happy-otter-123`. */
            name: string;
            /** @description The deployment's address on `convex.cloud`, with the region where its address has one, also if it has custom domains. */
            deploymentUrl: string;
            /** @description The purpose of a deployment, `dev`, `prod`, `preview` or `custom`. */
            deploymentType: components["schemas"]["DeploymentType"];
            /** @description The name of a region, such as `aws-us-east-1`. There may be more than those that are listed here. */
            region: components["schemas"]["RegionName"];
            /** @description The deployment's name within its project, such as `production`. */
            reference: string;
            /** @description True for the default production deployment of its project, or the default development deployment of its creator. */
            isDefault: boolean;
            /** @description The size of the deployment, such as `s16`. */
            class: string;
            /** @description The id of its project. */
            projectId: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description The time at which it was made, in milliseconds since the epoch.
             */
            createTime: number;
            /**
             * Format: int64
             * @description The time at which code was last deployed to it, in milliseconds since the epoch.
             */
            lastDeployTime?: number | null;
            /**
             * Format: int64
             * @description The id of the member who made it.
             */
            creator?: number | null;
            /** @description The name of a preview, such as that of its branch. */
            previewIdentifier?: string | null;
            /**
             * Format: int64
             * @description The time at which it is deleted, in milliseconds since the epoch. Previews have one.
             */
            expiresAt?: number | null;
            /** @description True if the dashboard asks before it changes something. */
            dashboardEditConfirmation?: boolean | null;
            /** @description True if the logs of functions are sent to clients. */
            sendLogsToClient?: boolean | null;
        };
        /** @description A deployment on the machine of a member. It has no address that others can reach. */
        LocalDeployment: {
            /** @description Always `local`: identifies this variant. */
            kind: "local";
            /** @description The deployment's name. */
            name: string;
            /** @description The purpose of a deployment, `dev`, `prod`, `preview` or `custom`. */
            deploymentType: components["schemas"]["DeploymentType"];
            /** @description The id of its project. */
            projectId: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description The time at which it was made, in milliseconds since the epoch.
             */
            createTime: number;
            /** @description The id of the member who made it. */
            creator: components["schemas"]["Id"];
            /** @description The name of a preview. */
            previewIdentifier?: string | null;
            /** @description The port on that machine. */
            port: number;
            /** @description The name of that machine. */
            deviceName: string;
            /** @description True if it runs. */
            isActive: boolean;
        };
        /**
         * @description One page of deployments.
         * @example {
         *       "items": [
         *         {
         *           "kind": "cloud",
         *           "id": 4711,
         *           "name": "happy-otter-123",
         *           "deploymentUrl": "https://happy-otter-123.convex.cloud",
         *           "deploymentType": "prod",
         *           "region": "aws-us-east-1",
         *           "reference": "production",
         *           "isDefault": true,
         *           "class": "s16",
         *           "projectId": 345,
         *           "createTime": 1763856000000
         *         }
         *       ],
         *       "pagination": {
         *         "hasMore": false
         *       }
         *     }
         */
        ListDeploymentsResponse: {
            /** @description The deployments, in the order that was asked for. */
            items: components["schemas"]["Deployment"][];
            /** @description The way to the next page, if there is one. */
            pagination: components["schemas"]["PaginationMetadata"];
        };
        /**
         * @description A deployment to create.
         * @example {
         *       "type": "preview",
         *       "reference": "preview/pr-7"
         *     }
         */
        CreateDeploymentArgs: {
            /** @description The purpose of a deployment, `dev`, `prod`, `preview` or `custom`. */
            type: components["schemas"]["NewDeploymentType"];
            /** @description The size of the deployment. By default that of the team. */
            class?: string | null;
            /** @description The region. By default that of the team. */
            region?: components["schemas"]["RegionName"] | null;
            /** @description A name within the project, of 3 to 100 lower-case letters, digits, `-` and `/`, such as `preview/pr-7`. No two deployments of a project have the same. */
            reference?: components["schemas"]["NewReference"] | null;
            /** @description True for the default deployment of its type, `dev` or `prod`. By default true without a `reference`. */
            isDefault?: boolean | null;
            /**
             * Format: int64
             * @description The time at which it is deleted, in milliseconds since the epoch: at least 30 minutes ahead, and within what the plan keeps previews. Null for never.
             */
            expiresAt?: number | null;
        };
        /**
         * @description The settings to change.
         * @example {
         *       "expiresAt": 1767225600000
         *     }
         */
        UpdateDeploymentArgs: {
            /** @description A name within the project, of 3 to 100 lower-case letters, digits, `-` and `/`, such as `preview/pr-7`. No two deployments of a project have the same. */
            reference?: components["schemas"]["NewReference"] | null;
            /**
             * Format: int64
             * @description The time at which it is deleted, in milliseconds since the epoch: at least 30 minutes ahead, and within what the plan keeps previews. Null for never.
             */
            expiresAt?: number | null;
            /** @description The new size. */
            class?: string | null;
            /** @description True for the default deployment of its type. There must be no other. */
            isDefault?: boolean | null;
            /** @description The new purpose. */
            deploymentType?: components["schemas"]["NewDeploymentType"] | null;
            /** @description True if the dashboard asks before it changes something. Null for what is usual for the type. */
            dashboardEditConfirmation?: boolean | null;
            /** @description True if the logs of functions are sent to clients. Null for what is usual for the type. */
            sendLogsToClient?: boolean | null;
        };
        /**
         * @description All regions.
         * @example {
         *       "items": [
         *         {
         *           "name": "aws-us-east-1",
         *           "displayName": "US East (N. Virginia)",
         *           "available": true
         *         }
         *       ]
         *     }
         */
        ListRegionsResponse: {
            /** @description The regions. */
            items: components["schemas"]["Region"][];
        };
        /** @description A region in which deployments run. */
        Region: {
            /** @description The name of a region, such as `aws-us-east-1`. There may be more than those that are listed here. */
            name: components["schemas"]["RegionName"];
            /** @description Its name, for people. */
            displayName: string;
            /** @description True if the team can use it. */
            available: boolean;
        };
        /**
         * @description All classes.
         * @example {
         *       "items": [
         *         {
         *           "type": "s16",
         *           "available": true
         *         }
         *       ]
         *     }
         */
        ListClassesResponse: {
            /** @description The classes. */
            items: components["schemas"]["DeploymentClass"][];
        };
        /** @description A class of deployments, by their size. */
        DeploymentClass: {
            /**
             * @description The name of the class.
             * @enum {string}
             */
            type: "s16" | "s256" | "d1024" | "d2048" | (string & {});
            /** @description True if the plan of the team includes it. */
            available: boolean;
        };
        /**
         * @description An action that a key can be allowed to perform. There may be more than those that are listed here.
         * @enum {string}
         */
        DeployKeyAction: "deployment:deploy" | "deployment:env:view" | "deployment:env:write" | "deployment:pause" | "deployment:unpause" | "deployment:logs:view" | "deployment:metrics:view" | "deployment:integrations:view" | "deployment:integrations:write" | "deployment:data:view" | "deployment:data:write" | "deployment:backups:view" | "deployment:backups:create" | "deployment:backups:download" | "deployment:backups:delete" | "deployment:backups:import" | "deployment:functions:actAsUser" | "deployment:functions:runInternalQueries" | "deployment:functions:runInternalMutations" | "deployment:functions:runInternalActions" | "deployment:functions:runTestQuery" | "deployment:auditLog:view" | "deployment:usageLimits:view" | "deployment:usageLimits:write" | "deployment:usage:view" | (string & {});
        /**
         * @description A deploy key to create.
         * @example {
         *       "name": "ci",
         *       "allowedActions": [
         *         "deployment:deploy"
         *       ]
         *     }
         */
        CreateDeployKeyArgs: {
            /** @description A name by which the key is found and deleted, unique in the deployment. */
            name: string;
            /** @description The actions that the key may perform. Without it all. */
            allowedActions?: components["schemas"]["DeployKeyAction"][];
            /**
             * Format: int64
             * @description The time at which the key expires, in milliseconds since the epoch: at least 30 minutes ahead.
             */
            expiresAt?: number | null;
        };
        /**
         * @description A key that was created.
         * @example {
         *       "deployKey": "prod:happy-otter-123|eyJ2MiI6IjAxMjM0NTY3ODlhYmNkZWYifQ=="
         *     }
         */
        CreatedDeployKey: {
            /** @description The key. It is not answered again. */
            deployKey: string;
        };
        /**
         * @description A key to delete.
         * @example {
         *       "id": "ci"
         *     }
         */
        DeleteKeyArgs: {
            /** @description The name of the key, or the key itself. */
            id: string;
        };
        /**
         * @description A key, without its secret.
         * @example {
         *       "id": 77,
         *       "name": "ci",
         *       "creationTime": 1763856000000,
         *       "allowedActions": [
         *         "deployment:deploy"
         *       ]
         *     }
         */
        DeployKey: {
            /** @description The key's id. */
            id: components["schemas"]["Id"];
            /** @description The name that the key was given. */
            name: string;
            /**
             * Format: int64
             * @description The time at which it was made, in milliseconds since the epoch.
             */
            creationTime: number;
            /**
             * Format: int64
             * @description The time at which it was last used, in milliseconds since the epoch.
             */
            lastUsedTime?: number | null;
            /**
             * Format: int64
             * @description The time at which it expires, in milliseconds since the epoch.
             */
            expiresAt?: number | null;
            /**
             * Format: int64
             * @description The id of the member who made it.
             */
            creator?: number | null;
            /** @description The integration that made it, such as `vercel`. */
            managedBy?: string | {
                /** @description The name of the application. */
                oauthApp: string;
            } | null;
            /** @description The actions that it may perform. */
            allowedActions: components["schemas"]["DeployKeyAction"][];
        };
        /**
         * @description A preview deploy key to create.
         * @example {
         *       "name": "previews"
         *     }
         */
        CreatePreviewDeployKeyArgs: {
            /** @description A name by which the key is found and deleted, unique in the deployment. */
            name: string;
            /**
             * Format: int64
             * @description The time at which the key expires, in milliseconds since the epoch: at least 30 minutes ahead.
             */
            expiresAt?: number | null;
        };
        /**
         * @description A preview deploy key that was created.
         * @example {
         *       "previewDeployKey": "preview:otters:otter-pond|eyJ2MiI6ImZlZGNiYTk4NzY1NDMyMTAifQ=="
         *     }
         */
        CreatedPreviewDeployKey: {
            /** @description The key. It is not answered again. */
            previewDeployKey: string;
        };
        /**
         * @description The preview deploy keys of a project.
         * @example {
         *       "items": [
         *         {
         *           "id": 77,
         *           "name": "ci",
         *           "creationTime": 1763856000000,
         *           "allowedActions": [
         *             "deployment:deploy"
         *           ]
         *         }
         *       ]
         *     }
         */
        ListPreviewDeployKeysResponse: {
            /** @description The keys. */
            items: components["schemas"]["DeployKey"][];
        };
        /**
         * @description The variables that new deployments begin with.
         * @example {
         *       "items": [
         *         {
         *           "name": "LOG_LEVEL",
         *           "value": "info",
         *           "deploymentTypes": [
         *             "prod",
         *             "preview"
         *           ]
         *         }
         *       ],
         *       "pagination": {
         *         "hasMore": false
         *       }
         *     }
         */
        ListDefaultEnvironmentVariablesResponse: {
            /** @description The variables. One that has several values comes once for each. */
            items: components["schemas"]["DefaultEnvironmentVariable"][];
            /** @description The way to the next page, if there is one. */
            pagination: components["schemas"]["PaginationMetadata"];
        };
        /** @description A variable that new deployments of some types begin with. */
        DefaultEnvironmentVariable: {
            /** @description The variable's name. */
            name: string;
            /** @description Its value. */
            value: string;
            /** @description The types of deployments that begin with it. */
            deploymentTypes: components["schemas"]["DeploymentType"][];
        };
        /**
         * @description The variables to set and to remove.
         * @example {
         *       "changes": [
         *         {
         *           "name": "LOG_LEVEL",
         *           "deploymentType": "prod",
         *           "value": "info"
         *         }
         *       ]
         *     }
         */
        UpdateDefaultEnvironmentVariablesArgs: {
            /** @description The changes. */
            changes: components["schemas"]["DefaultEnvironmentVariableChange"][];
        };
        /** @description One variable to set or to remove, for one type of deployment. */
        DefaultEnvironmentVariableChange: {
            /** @description The variable's name. */
            name: string;
            /** @description The purpose of a deployment, `dev`, `prod`, `preview` or `custom`. */
            deploymentType: components["schemas"]["NewDeploymentType"];
            /** @description Its value. Null removes it. */
            value: string | null;
        };
        /**
         * @description What a domain leads to. `convexCloud` is for clients and this API's deployments, `convexSite` for HTTP actions.
         * @enum {string}
         */
        RequestDestination: "convexCloud" | "convexSite" | (string & {});
        /**
         * @description What a domain leads to. `convexCloud` is for clients and this API's deployments, `convexSite` for HTTP actions.
         * @enum {string}
         */
        NewRequestDestination: "convexCloud" | "convexSite";
        /**
         * @description A domain to add or to remove.
         * @example {
         *       "requestDestination": "convexCloud",
         *       "domain": "api.example.com"
         *     }
         */
        CustomDomainArgs: {
            /** @description What a domain leads to. `convexCloud` is for clients and this API's deployments, `convexSite` for HTTP actions. */
            requestDestination: components["schemas"]["NewRequestDestination"];
            /** @description The domain, such as `api.example.com`. */
            domain: string;
        };
        /** @description A domain of a deployment. */
        CustomDomain: {
            /** @description The name of the deployment. */
            deploymentName: string;
            /** @description What a domain leads to. `convexCloud` is for clients and this API's deployments, `convexSite` for HTTP actions. */
            requestDestination: components["schemas"]["RequestDestination"];
            /** @description The domain. */
            domain: string;
            /**
             * Format: int64
             * @description The time at which it was added, in milliseconds since the epoch.
             */
            creationTime: number;
            /**
             * Format: int64
             * @description The time at which it was proved, in milliseconds since the epoch. Absent or null until then.
             */
            verificationTime?: number | null;
        };
        /**
         * @description The domains of a deployment.
         * @example {
         *       "domains": [
         *         {
         *           "deploymentName": "happy-otter-123",
         *           "requestDestination": "convexCloud",
         *           "domain": "api.example.com",
         *           "creationTime": 1763856000000,
         *           "verificationTime": 1763856600000
         *         }
         *       ]
         *     }
         */
        ListCustomDomainsResponse: {
            /** @description The domains. */
            domains: components["schemas"]["CustomDomain"][];
        };
    };
    responses: {
        /** @description The request is not valid. Nothing was done. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The token is missing or not valid. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The token, or the plan of the team, does not permit this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such team, project or deployment that the token can see, or no longer. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The service failed. A write may have taken effect. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The service is overloaded. */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /**
         * @description The team's id.
         * @example 12
         */
        TeamId: components["schemas"]["Id"];
        /** @description The team's slug, or its id. */
        TeamIdOrSlug: string;
        /**
         * @description The project's id.
         * @example 345
         */
        ProjectId: components["schemas"]["Id"];
        /** @description The project's slug. */
        ProjectSlug: string;
        /** @description The deployment's name. */
        DeploymentName: string;
        /** @description The `nextCursor` of the page before; leave it out for the first page. */
        Cursor: string;
        /** @description The greatest number of items on the page. */
        Limit: number;
        /** @description The type that is listed alone. */
        DeploymentType: components["schemas"]["NewDeploymentType"];
        /** @description True for default deployments alone, false for the others alone. */
        IsDefault: boolean;
        /** @description The reference of the deployment. */
        Reference: string;
        /** @description True for the default production deployment. */
        DefaultProd: boolean;
        /** @description True for the default development deployment of the member who asks. */
        DefaultDev: boolean;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getTokenDetails: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "teamToken",
                     *       "id": 9001,
                     *       "name": "fleet",
                     *       "createTime": 1763856000000,
                     *       "teamId": 12
                     *     }
                     */
                    "application/json": components["schemas"]["TokenDetails"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before; leave it out for the first page. */
                cursor?: components["parameters"]["Cursor"];
                /** @description The greatest number of items on the page. */
                limit?: components["parameters"]["Limit"];
                /** @description A part of the name or the slug of the projects to list, in any case. */
                q?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example 12
                 */
                team_id: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of projects. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListProjectsResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project's id.
                 * @example 345
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getProjectBySlug: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The team's slug, or its id. */
                team_id_or_slug: components["parameters"]["TeamIdOrSlug"];
                /** @description The project's slug. */
                project_slug: components["parameters"]["ProjectSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example 12
                 */
                team_id: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProjectArgs"];
            };
        };
        responses: {
            /** @description The project's id, and its first deployment if there is one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedProject"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTeamDeployments: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before; leave it out for the first page. */
                cursor?: components["parameters"]["Cursor"];
                /** @description The greatest number of items on the page. */
                limit?: components["parameters"]["Limit"];
                /** @description The order of the deployments. That of `createTime` stays the same while the list is read; the others may change, so that a deployment moves to a page that was read already. */
                sortBy?: "createTime" | "lastDeployTime" | "reference";
                /** @description The direction of the order. */
                sortOrder?: "asc" | "desc";
                /** @description The type that is listed alone. */
                deploymentType?: components["parameters"]["DeploymentType"];
                /** @description A part of the name or the reference of the deployments to list. */
                q?: string;
                /** @description The id of the project whose deployments to list. */
                projectId?: components["schemas"]["Id"];
                /** @description The id of the member who created the deployments to list. */
                creator?: components["schemas"]["Id"];
                /** @description True for default deployments alone, false for the others alone. */
                isDefault?: components["parameters"]["IsDefault"];
            };
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example 12
                 */
                team_id: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of deployments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDeploymentsResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listProjectDeployments: {
        parameters: {
            query?: {
                /** @description True for the local deployments of the member who asks, too. */
                includeLocal?: boolean;
                /** @description True for default deployments alone, false for the others alone. */
                isDefault?: components["parameters"]["IsDefault"];
                /** @description The type that is listed alone. */
                deploymentType?: components["parameters"]["DeploymentType"];
            };
            header?: never;
            path: {
                /**
                 * @description The project's id.
                 * @example 345
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deployments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "kind": "cloud",
                     *         "id": 4711,
                     *         "name": "happy-otter-123",
                     *         "deploymentUrl": "https://happy-otter-123.convex.cloud",
                     *         "deploymentType": "prod",
                     *         "region": "aws-us-east-1",
                     *         "reference": "production",
                     *         "isDefault": true,
                     *         "class": "s16",
                     *         "projectId": 345,
                     *         "createTime": 1763856000000
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Deployment"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deployment's name. */
                deployment_name: components["parameters"]["DeploymentName"];
            };
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
                    "application/json": components["schemas"]["Deployment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deployment's name. */
                deployment_name: components["parameters"]["DeploymentName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDeploymentArgs"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    findDeployment: {
        parameters: {
            query?: {
                /** @description The reference of the deployment. */
                reference?: components["parameters"]["Reference"];
                /** @description True for the default production deployment. */
                defaultProd?: components["parameters"]["DefaultProd"];
                /** @description True for the default development deployment of the member who asks. */
                defaultDev?: components["parameters"]["DefaultDev"];
            };
            header?: never;
            path: {
                /**
                 * @description The project's id.
                 * @example 345
                 */
                project_id: components["parameters"]["ProjectId"];
            };
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
                    "application/json": components["schemas"]["Deployment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    findDeploymentBySlug: {
        parameters: {
            query?: {
                /** @description The reference of the deployment. */
                reference?: components["parameters"]["Reference"];
                /** @description True for the default production deployment. */
                defaultProd?: components["parameters"]["DefaultProd"];
                /** @description True for the default development deployment of the member who asks. */
                defaultDev?: components["parameters"]["DefaultDev"];
            };
            header?: never;
            path: {
                /** @description The team's slug, or its id. */
                team_id_or_slug: components["parameters"]["TeamIdOrSlug"];
                /** @description The project's slug. */
                project_slug: components["parameters"]["ProjectSlug"];
            };
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
                    "application/json": components["schemas"]["Deployment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project's id.
                 * @example 345
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDeploymentArgs"];
            };
        };
        responses: {
            /** @description The deployment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deployment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deployment's name. */
                deployment_name: components["parameters"]["DeploymentName"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listDeploymentRegions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example 12
                 */
                team_id: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The regions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListRegionsResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listDeploymentClasses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The team's id.
                 * @example 12
                 */
                team_id: components["parameters"]["TeamId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The classes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListClassesResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createDeployKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deployment's name. */
                deployment_name: components["parameters"]["DeploymentName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDeployKeyArgs"];
            };
        };
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedDeployKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listDeployKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deployment's name. */
                deployment_name: components["parameters"]["DeploymentName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 77,
                     *         "name": "ci",
                     *         "creationTime": 1763856000000,
                     *         "allowedActions": [
                     *           "deployment:deploy"
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["DeployKey"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteDeployKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deployment's name. */
                deployment_name: components["parameters"]["DeploymentName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteKeyArgs"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createPreviewDeployKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project's id.
                 * @example 345
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePreviewDeployKeyArgs"];
            };
        };
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedPreviewDeployKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listPreviewDeployKeys: {
        parameters: {
            query?: {
                /** @description True for the keys that integrations such as Vercel made, too. */
                includeManaged?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The project's id.
                 * @example 345
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPreviewDeployKeysResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deletePreviewDeployKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project's id.
                 * @example 345
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteKeyArgs"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listDefaultEnvironmentVariables: {
        parameters: {
            query?: {
                /** @description The name of the variables to list. */
                name?: string;
                /** @description The type that is listed alone. */
                deploymentType?: components["parameters"]["DeploymentType"];
            };
            header?: never;
            path: {
                /**
                 * @description The project's id.
                 * @example 345
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The variables. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDefaultEnvironmentVariablesResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateDefaultEnvironmentVariables: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project's id.
                 * @example 345
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDefaultEnvironmentVariablesArgs"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createCustomDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deployment's name. */
                deployment_name: components["parameters"]["DeploymentName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomDomainArgs"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteCustomDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deployment's name. */
                deployment_name: components["parameters"]["DeploymentName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomDomainArgs"];
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCustomDomains: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The deployment's name. */
                deployment_name: components["parameters"]["DeploymentName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The domains. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCustomDomainsResponse"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
