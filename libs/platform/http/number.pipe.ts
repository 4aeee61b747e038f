import { type PipeTransform } from '@nestjs/common';
import { NotFound } from '#libs/platform/errors';

/** A number in an address, from 1 on; anything else leads nowhere. */
export class NumberPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new NotFound('address.not-found', 'page');
    return Number(value);
  }
}
