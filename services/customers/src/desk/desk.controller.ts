import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { LANGUAGES } from '#common/contracts/words.js';
import { Parsed } from '#common/http/parse.js';
import { WrapUp } from '../wrap-up/wrap-up.service.js';
import { type ContactCard, ContactService, type CustomerCard } from './contact.service.js';

/** PostgreSQL cannot keep a NUL, and nobody types one. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0]*$/, 'no NUL');
const draftBody = z.strictObject({ text: text(8000) });
const wrapUpBody = z.strictObject({
  dispositionId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/),
  note: text(8000).default(''),
});
const customerBody = z.strictObject({
  // An emptied field means that nobody knows her name.
  name: z
    .string()
    .trim()
    .max(120)
    .regex(/^\P{Cc}*$/u)
    .transform((name) => name || null)
    .nullable()
    .optional(),
  language: z.enum(LANGUAGES).optional(),
});
const id = new Parsed(z.guid());

@Controller('api/v1/desk/reservations')
@Roles('agent')
export class DeskController {
  constructor(
    private readonly contacts: ContactService,
    private readonly wrapUps: WrapUp,
  ) {}

  @Get(':id/contact')
  contact(@User() user: SiteUser, @Param('id', id) reservationId: string): Promise<ContactCard> {
    return this.contacts.card(user, reservationId);
  }

  @Put(':id/draft')
  @HttpCode(204)
  draft(
    @User() user: SiteUser,
    @Param('id', id) reservationId: string,
    @Body(new Parsed(draftBody)) body: z.infer<typeof draftBody>,
  ): Promise<void> {
    return this.contacts.saveDraft(user, reservationId, body.text);
  }

  @Post(':id/wrap-up')
  @HttpCode(200)
  wrapUp(
    @User() user: SiteUser,
    @Param('id', id) reservationId: string,
    @Body(new Parsed(wrapUpBody)) body: z.infer<typeof wrapUpBody>,
  ) {
    return this.wrapUps.finish(user, reservationId, body.dispositionId, body.note);
  }

  @Put(':id/customer')
  customer(
    @User() user: SiteUser,
    @Param('id', id) reservationId: string,
    @Body(new Parsed(customerBody)) body: z.infer<typeof customerBody>,
  ): Promise<CustomerCard> {
    return this.contacts.changeCustomer(user, reservationId, body);
  }
}
