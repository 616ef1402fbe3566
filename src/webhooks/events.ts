/** An event. */
export interface WebhookEvent {
  readonly topic: string
  readonly timestamp: number
  readonly convex: { readonly deployment_name: string; readonly project_slug: string | null }
  readonly [member: string]: unknown
}
