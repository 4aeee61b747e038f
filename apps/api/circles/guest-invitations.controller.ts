import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { CIRCLE_KINDS, CircleGuests, type CircleKind } from '#libs/circles';
import { firstNameOf, GuestAccountInput, originOf, type Reader } from '#libs/people';
import { CurrentReader } from '../reader.guard.ts';
import { CircleMadeResource } from './circle.resource.ts';

class GuestInvitationResource {
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly purpose!: string | null;
  @ApiProperty({ enum: CIRCLE_KINDS })
  readonly kind!: CircleKind;
  @ApiProperty({ description: 'The first name of who invites' })
  readonly by!: string;
  @ApiProperty({ description: 'The address that the invitation was sent to' })
  readonly email!: string;
  @ApiProperty({ description: 'The address has an account: its password is asked for, and no name' })
  readonly hasAccount!: boolean;
}

/** For who has the link of a mail; nobody has to be signed in. */
@ApiTags('Circles')
@Controller('invitations/:token')
export class GuestInvitationsController {
  constructor(private readonly guests: CircleGuests) {}

  @Get()
  @ApiOperation({ operationId: 'getGuestInvitation', summary: 'An invitation to a circle that came by mail' })
  @ApiOkResponse({ type: GuestInvitationResource })
  async show(@CurrentReader() reader: Reader, @Param('token') token: string): Promise<GuestInvitationResource> {
    const { name, purpose, kind, by, email, hasAccount } = await this.guests.invitation(reader, token);
    return { name, purpose, kind, by: firstNameOf(by), email, hasAccount };
  }

  @Post('accept')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'acceptGuestInvitation',
    summary: 'Join the circle; who has no account yet has one from then on, and signs in at /session',
  })
  @ApiOkResponse({ type: CircleMadeResource })
  async accept(
    @CurrentReader() reader: Reader,
    @Param('token') token: string,
    @Body() input: GuestAccountInput,
    @Req() request: FastifyRequest,
  ): Promise<CircleMadeResource> {
    const { circleId } = await this.guests.accept(reader, token, input, originOf(request));
    return { id: circleId };
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ operationId: 'declineGuestInvitation', summary: 'Decline; the address is forgotten' })
  @ApiNoContentResponse()
  async decline(@Param('token') token: string): Promise<void> {
    await this.guests.decline(token);
  }
}
