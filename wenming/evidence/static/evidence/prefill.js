// What the files tell is filled in once, and never over what a person wrote.
const late = document.querySelector('[data-late]');
const touched = new Set();

document.addEventListener('input', (event) => { touched.add(event.target.name); judgeLateness(); });

export function filledFrom(form, answer) {
  const { title, event_on: day } = form.elements;
  if (title && !title.value) title.value = answer.title.slice(0, 120);
  if (day && answer.captured_on && !touched.has('event_on') && answer.captured_on <= day.max) {
    day.value = answer.captured_on;
    touched.add('event_on');
  }
  judgeLateness();
}

// The reason is asked only where it is due; the server decides again.
function judgeLateness() {
  const day = document.querySelector('[name=event_on]');
  if (!late || !day?.value) return;
  const days = (new Date(day.max) - new Date(day.value)) / 86400000;
  late.hidden = days <= Number(late.dataset.lateAfter) && !late.querySelector('.error');
}

judgeLateness();
