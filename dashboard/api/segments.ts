// The team's segments.
import type { Segment, SegmentInput } from '../../contract/segment.ts'
import { ask, send } from './request.ts'

export const listSegments = (signal?: AbortSignal) => ask<{ segments: Segment[] }>('/segments', signal)
export const createSegment = (input: SegmentInput) => send<Segment>('POST', '/segments', input)
export const changeSegment = (id: string, input: SegmentInput) => send<Segment>('PUT', `/segments/${id}`, input)
export const deleteSegment = (id: string) => send('DELETE', `/segments/${id}`)
