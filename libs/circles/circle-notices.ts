import { type Notice } from '#libs/notifications';

const about = (id: string, unnamed: string): Notice['about'] => ({ kind: 'circle', id, unnamed });

/** What people are told of circles. The name stands in no notice: it is looked up whenever that is read. */
export const toldOf = {
  invited: (id: string, invitationId: string, by: string, note: string | undefined): Notice => ({
    kind: 'circle-invited',
    cause: `circle-invited:${invitationId}`,
    title: `${by} invites you to a circle: {title}`,
    about: about(id, 'You were invited to a circle'),
    ...(note === undefined ? {} : { detail: note }),
    url: `/circles/${id}`,
  }),
  requested: (id: string, requestId: string): Notice => ({
    kind: 'circle-requested',
    cause: `circle-requested:${requestId}`,
    title: 'Somebody asks to join {title}',
    about: about(id, 'Somebody asked to join a circle that you facilitated'),
    url: `/circles/${id}/members`,
  }),
  accepted: (id: string, requestId: string, sentence: string | undefined): Notice => ({
    kind: 'circle-accepted',
    cause: `circle-accepted:${requestId}`,
    title: 'You are in: {title}',
    about: about(id, 'Your request to join a circle was accepted'),
    ...(sentence === undefined ? {} : { detail: sentence }),
    url: `/circles/${id}`,
  }),
  declined: (id: string, requestId: string, sentence: string | undefined): Notice => ({
    kind: 'circle-declined',
    cause: `circle-declined:${requestId}`,
    title: 'Your request to join was declined: {title}',
    about: about(id, 'Your request to join a circle was declined'),
    ...(sentence === undefined ? {} : { detail: sentence }),
    url: `/circles/${id}`,
  }),
  facilitator: (id: string, why?: string): Notice => ({
    kind: 'circle-facilitator',
    cause: `circle-facilitator:${id}:${Date.now()}`,
    title: 'You are a facilitator now: {title}',
    about: about(id, 'You became a facilitator of a circle'),
    detail: why ?? 'You say who is in it and who may know of it. You can hand that on to another member.',
    url: `/circles/${id}`,
  }),
  visibility: (id: string, version: number, wider: boolean): Notice => ({
    kind: 'circle-visibility',
    cause: `circle-visibility:${id}:${version}`,
    title: `${wider ? 'More people' : 'Fewer people'} can know of a circle of yours: {title}`,
    about: about(id, 'Who can know of a circle that you were in has changed'),
    detail: 'What is written in it is read by its members alone, as before.',
    url: `/circles/${id}`,
  }),
  summary: (id: string, version: number): Notice => ({
    kind: 'circle-summary',
    cause: `circle-summary:${id}:${version}`,
    title: 'Do you agree to this public summary? {title}',
    about: about(id, 'A public summary was proposed in a circle that you were in'),
    detail: 'It is published only when every member has agreed to this very text.',
    url: `/circles/${id}/summary`,
  }),
};
