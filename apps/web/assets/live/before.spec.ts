import { signsIn } from './before.ts';

describe('what a text may hold that is better left out', () => {
  it.each([
    ['We need a second option by May.', []],
    ['It cost us £412,000 a year.', []],
    ['We are out to tender until June.', ['tender']],
    ['Two bidders asked the same.', ['tender']],
    ['There was a forbidden bid-rigging case', ['tender']],
    ['Arden Care Ltd charges £41 an hour.', ['price']],
    ['Our provider quoted £41,000.', ['price']],
    ['Arden Care Ltd does it.', []],
    ['Cllr Harding said no.', ['person']],
    ['Ask Ms. Íde Byrne', ['person']],
    ['The drive was long, sir or madam.', []],
    ['I have attached the consultants’ report.', ['document']],
    ['The bid of Arden Ltd, £3m, is in the confidential paper of Mr Hale.', ['tender', 'price', 'person', 'document']],
  ])('%s', (text, signs) => {
    expect(signsIn(text)).toEqual(signs);
  });
});
