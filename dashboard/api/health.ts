// How the service is doing.
import type { HealthReport } from '../../contract/health.ts'
import { ask } from './request.ts'

export const readHealth = (signal?: AbortSignal) => ask<HealthReport>('/health', signal)
