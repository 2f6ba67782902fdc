/**
 * Whether those who started this process are still there. npm runs a script through a shell, and not every shell makes
 * way for it: when npm is killed, such a shell stays, waits for us, and our own parent never changes. So the shell's
 * parent is watched as well.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { commandLineOf } from './processes.mjs';

const hasProc = existsSync('/proc/self/stat');

/**
 * @returns {() => boolean} whether all of them are still there
 */
export function watchAncestors() {
  const parent = process.ppid;
  const isShell = /^(\S*\/)?(sh|bash|dash|zsh) -c /.test(commandLineOf(parent) ?? '');
  const grandparent = isShell ? parentOf(parent) : null;
  return () => process.ppid === parent && (grandparent === null || isStillParent(grandparent, parent));
}

/**
 * @param {number} pid
 * @returns {number | null} `null` when there is no such process
 */
export function parentOf(pid) {
  try {
    if (hasProc) {
      // "pid (name) state ppid ...", and the name may hold anything.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    }
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return null;
  }
}

/**
 * Where there is no /proc, asking for the parent would start a program each time; there it has to do that the number is
 * still taken.
 * @param {number} grandparent
 * @param {number} parent
 */
function isStillParent(grandparent, parent) {
  if (hasProc) {
    return parentOf(parent) === grandparent;
  }
  try {
    process.kill(grandparent, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH';
  }
}
