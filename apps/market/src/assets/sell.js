// Registers a seller and shows the token, once.
const element = (id) => document.getElementById(id);
const form = element('register');
const registered = element('registered');
const nameInput = element('name');
const nameError = element('name-error');
const said = element('said');

function showError(message) {
  nameError.textContent = message;
  nameError.hidden = message === '';
  if (message === '') {
    nameInput.removeAttribute('aria-invalid');
  } else {
    nameInput.setAttribute('aria-invalid', 'true');
    nameInput.focus();
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  if (nameInput.value.trim() === '') {
    showError('Give a name.');
    return;
  }
  showError('');
  button.disabled = true;
  try {
    const response = await fetch('/v1/sellers', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: nameInput.value }),
    });
    const answer = await response.json();
    if (!response.ok) {
      showError(answer.error.fields?.name ?? answer.error.message);
      return;
    }
    element('registered-name').textContent = answer.name;
    element('token').value = answer.token;
    element('seller-link').href = `/sellers/${answer.id}`;
    form.hidden = true;
    registered.hidden = false;
    registered.focus();
  } catch {
    showError('The market did not answer. Try again.');
  } finally {
    button.disabled = false;
  }
});

for (const button of document.querySelectorAll('[data-copy]')) {
  const label = button.textContent;
  button.addEventListener('click', async () => {
    const field = element(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = 'Copied';
      said.textContent = 'Copied.';
      setTimeout(() => {
        button.textContent = label;
        said.textContent = '';
      }, 2000);
    } catch {
      // Without a clipboard the text is selected and can be copied by hand.
      said.textContent = 'Selected. Copy it with the keyboard.';
    }
  });
}

element('another').addEventListener('click', () => {
  element('token').value = '';
  registered.hidden = true;
  form.hidden = false;
  nameInput.value = '';
  nameInput.focus();
});
