// Whether everything a form can ask for is carried. The build of the plain tag, for everyday forms, answers `false` in its place
// and leaves out what that makes unreachable.

export const whole: boolean = true
