import type { Outputs } from '@hawker/api';

export type PostRow = Outputs['posts']['list']['posts'][number];
export type PostStory = Outputs['posts']['get'];
export type PostEvent = PostStory['events'][number];
export type Attempt = PostStory['attempts'][number];

/** Names of channels as people read them, by the name that is stored. */
export type ChannelTitles = Readonly<Record<string, string>>;
