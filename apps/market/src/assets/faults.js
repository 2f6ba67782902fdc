// The form of the faults: it sends the whole document, and keeps what it shows up to date.
const form = document.getElementById('faults');
const said = document.getElementById('said');
const presets = JSON.parse(document.getElementById('presets').textContent);
let settings = JSON.parse(document.getElementById('settings').textContent);

const REFRESH_MS = 4000;
const inputs = [...form.querySelectorAll('input[id]')];
const sellerChoices = document.getElementById('seller-choices');

function read(document_, path) {
  return path.split('.').reduce((value, key) => value[key], document_);
}

function write(document_, path, value) {
  const keys = path.split('.');
  const last = keys.pop();
  const parent = keys.reduce((found, key) => {
    found[key] ??= {};
    return found[key];
  }, document_);
  parent[last] = value;
}

function collect() {
  const next = {};
  for (const input of inputs) {
    const scale = Number(input.dataset.scale);
    const number = input.value.trim() === '' ? null : Number((Number(input.value) / scale).toFixed(6));
    write(next, input.name, input.type === 'number' ? number : input.value);
  }
  next.honourIdempotencyKeys = form.elements.honourIdempotencyKeys.checked;
  const chosen = [...form.querySelectorAll('[name=expiredSeller]:checked')].map(({ value }) => value);
  const mode = form.elements.expiredTokens.value;
  next.expiredTokens = mode === 'some' ? chosen : mode;
  return next;
}

function fill(next) {
  for (const input of inputs) {
    const value = read(next, input.name);
    input.value = input.type === 'number' ? String(Number((value * Number(input.dataset.scale)).toFixed(4))) : value;
  }
  form.elements.honourIdempotencyKeys.checked = next.honourIdempotencyKeys;
  const some = Array.isArray(next.expiredTokens);
  form.elements.expiredTokens.value = some ? 'some' : next.expiredTokens;
  for (const box of form.querySelectorAll('[name=expiredSeller]')) {
    box.checked = some && next.expiredTokens.includes(box.value);
  }
  sellerChoices.hidden = !some;
}

function showErrors(fields) {
  let first;
  for (const input of inputs) {
    const message = fields[input.name] ?? '';
    const error = document.getElementById(`${input.id}-error`);
    error.textContent = message;
    error.hidden = message === '';
    if (message === '') {
      input.removeAttribute('aria-invalid');
    } else {
      input.setAttribute('aria-invalid', 'true');
      first ??= input;
    }
  }
  first?.focus();
}

async function save(next, done) {
  said.textContent = '';
  try {
    const response = await fetch('/v1/faults', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(next),
    });
    const answer = await response.json();
    if (!response.ok) {
      showErrors(answer.error.fields ?? {});
      said.textContent = answer.error.message;
      return;
    }
    settings = answer;
    showErrors({});
    fill(settings);
    said.textContent = done;
    await refresh();
  } catch {
    said.textContent = 'The market did not answer. Nothing was changed.';
  }
}

// Takes the parts that change from a fresh copy of this page, and touches only those that differ.
async function refresh() {
  const response = await fetch('/faults');
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-refresh]')) {
    const other = fresh.querySelector(`[data-refresh="${part.dataset.refresh}"]`);
    if (other !== null && other.innerHTML !== part.innerHTML) {
      part.replaceChildren(...other.childNodes);
    }
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  save(collect(), 'Saved. The faults are in effect.');
});

form.addEventListener('input', () => {
  said.textContent = 'Not saved yet.';
});

form.addEventListener('change', () => {
  sellerChoices.hidden = form.elements.expiredTokens.value !== 'some';
});

for (const button of document.querySelectorAll('[data-preset]')) {
  button.addEventListener('click', () => {
    save({ seed: settings.seed, ...presets[button.dataset.preset] }, `${button.textContent.trim()}: in effect.`);
  });
}

setInterval(() => {
  if (document.visibilityState === 'visible') {
    refresh().catch(() => undefined);
  }
}, REFRESH_MS);
