/**
 * What one tab knows beyond its loaders: the latest status of each post that moved, the state of the stream, and the
 * system's health. A plain store, so that a message redraws the one row it is about and not the page.
 */

import type { LiveMessage, Outputs } from '@hawker/api';
import type { PostStatus } from '@hawker/core';

export type SystemStatus = Outputs['system']['status'];

export interface PostState {
  status: PostStatus;
  /** Grows with every move of the post: an older one is ignored. */
  version: number;
}

/** `opening` counts as live: a page that was loaded a moment ago is up to date. */
export type Connection = { kind: 'opening' } | { kind: 'open' } | { kind: 'stopped'; sinceMs: number };

/** How far an upload is on its way to becoming a batch, in rows. */
export interface UploadProgress {
  done: number;
  total: number;
}

type Listener = () => void;

/** More rows than a tab ever shows; the oldest news is forgotten, because a later load has it anyway. */
const maxPosts = 5_000;

export class LiveStore {
  #posts = new Map<string, PostState>();
  #postListeners = new Map<string, Set<Listener>>();
  #listeners = new Set<Listener>();
  #connection: Connection = { kind: 'opening' };
  #system: SystemStatus;
  /** The one that was told of last: a person makes one batch at a time. */
  #upload: (UploadProgress & { uploadId: string }) | null = null;

  constructor(system: SystemStatus) {
    this.#system = system;
  }

  /** Takes in a message. The caller asks its loaders again, a little later, whatever the message was. */
  receive(message: LiveMessage): void {
    if (message.type === 'upload') {
      this.#upload = message;
      notify(this.#listeners);
    }
    if (message.type !== 'post') {
      return;
    }
    const { postId, status, version } = message;
    const known = this.#posts.get(postId);
    if (known && known.version >= version) {
      return;
    }
    this.#posts.delete(postId);
    this.#posts.set(postId, { status, version });
    const oldest = this.#posts.keys().next();
    if (this.#posts.size > maxPosts && !oldest.done) {
      this.#posts.delete(oldest.value);
    }
    notify(this.#postListeners.get(postId));
  }

  readonly post = (postId: string): PostState | undefined => this.#posts.get(postId);

  subscribeToPost(postId: string, listener: Listener): () => void {
    const listeners = this.#postListeners.get(postId) ?? new Set();
    this.#postListeners.set(postId, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        this.#postListeners.delete(postId);
      }
    };
  }

  readonly connection = (): Connection => this.#connection;

  setConnection(connection: Connection): void {
    // It is stopped since the first time that this was noticed.
    if (this.#connection.kind === connection.kind) {
      return;
    }
    this.#connection = connection;
    notify(this.#listeners);
  }

  readonly system = (): SystemStatus => this.#system;

  setSystem(system: SystemStatus): void {
    this.#system = system;
    notify(this.#listeners);
  }

  readonly upload = (uploadId: string): UploadProgress | null =>
    this.#upload?.uploadId === uploadId ? this.#upload : null;

  /** For the connection, the system and uploads. */
  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
}

function notify(listeners: ReadonlySet<Listener> | undefined): void {
  for (const listener of listeners ?? []) {
    listener();
  }
}
