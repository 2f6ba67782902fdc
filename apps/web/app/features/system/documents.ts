/** What there is to read in the repository; a test holds the names to the files. */
export const documents = [
  { file: 'README.md', about: 'What Hawker is, and the main job in five lines' },
  { file: 'docs/operating.md', about: 'Starting, backing up, several machines, every setting' },
  { file: 'docs/post-lifecycle.md', about: 'What happens to a post, state by state' },
  { file: 'docs/architecture.md', about: 'Where what is, with one drawing' },
  { file: 'docs/writing-a-channel.md', about: 'How to add a marketplace' },
] as const;
