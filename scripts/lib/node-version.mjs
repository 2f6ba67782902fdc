/** Imported first: an old Node gets a sentence instead of a stack trace from somewhere inside. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Hawker needs Node 20.19 or newer, and this is Node ${process.versions.node}.`);
  process.exit(1);
}
if (process.platform === 'win32') {
  console.error('Hawker runs on Linux and macOS. On Windows, start it inside WSL.');
  process.exit(1);
}
