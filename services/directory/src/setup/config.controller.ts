import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Parsed } from '#common/http/parse.js';
import { ConfigService, type Wish } from './config.service.js';
import { draftForm } from './draft.js';
import { versionIn } from './if-match.js';
import { backTo, Versions } from './versions.service.js';
import { asIn, ConfigDocument } from './yaml/document.service.js';

const version = z.coerce.number().int().min(0).max(1e15);
const comment = z.string().trim().max(500).default('');
const yaml = z.string().max(2 * 1024 * 1024);
const changeForm = draftForm.extend({ comment });
const importForm = z.strictObject({ yaml, comment });
const returnForm = z.strictObject({ comment });
/** Exactly one of: a change, a document, an earlier version. */
const checkForm = z.union([z.strictObject({ yaml }), z.strictObject({ returnTo: version }), draftForm]);
const page = z.strictObject({
  before: version.default(1e15),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const pair = z.strictObject({ from: version, to: version });

const body = (form: z.ZodType) =>
  ApiBody({ schema: z.toJSONSchema(form, { target: 'openapi-3.0', io: 'input' }) as never });
interface Reply {
  header(name: string, value: string): Reply;
}
const etag = (v: number) => `"${v}"`;

/** The whole configuration of a tenant: seen, rehearsed, changed as one, exported, and brought back. */
@ApiTags('config')
@Controller('api/v1/config')
@Roles('it', 'head')
export class ConfigController {
  constructor(
    private readonly config: ConfigService,
    private readonly versions: Versions,
    private readonly document: ConfigDocument,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What is in force, under which version, and what is wrong with it' })
  async now(@User() user: SiteUser, @Res({ passthrough: true }) reply: Reply) {
    const now = await this.config.now(user.tenant);
    reply.header('etag', etag(now.version));
    return now;
  }

  @Post('check')
  @HttpCode(200)
  @body(checkForm)
  @ApiOperation({
    summary: 'What a change, a document or a return would do, and to whom who waits now; changes nothing',
  })
  check(@User() user: SiteUser, @Body(new Parsed(checkForm)) wish: z.infer<typeof checkForm>) {
    return this.config.rehearse(user.tenant, wishOf(wish));
  }

  @Post('changes')
  @HttpCode(200)
  @Roles('it')
  @body(changeForm)
  @ApiOperation({ summary: 'Put and take away any number of items as one new version (If-Match: the version seen)' })
  change(
    @User() user: SiteUser,
    @Body(new Parsed(changeForm)) { comment, ...draft }: z.infer<typeof changeForm>,
    @Headers('if-match') from?: string,
  ) {
    return this.config.make(user, () => ({ draft }), { comment, expected: versionIn(from) });
  }

  @Get('export')
  @ApiProduces('application/yaml')
  @ApiOperation({ summary: 'The configuration as one YAML document' })
  async export(@User() user: SiteUser, @Res({ passthrough: true }) reply: Reply): Promise<string> {
    const { version, text } = await this.document.write(user.tenant);
    reply.header('content-type', 'application/yaml; charset=utf-8').header('etag', etag(version));
    return text;
  }

  @Post('import')
  @HttpCode(200)
  @Roles('it')
  @body(importForm)
  @ApiOperation({ summary: 'Take a YAML document over as one new version, or nothing of it' })
  import(
    @User() user: SiteUser,
    @Body(new Parsed(importForm)) { yaml, comment }: z.infer<typeof importForm>,
    @Headers('if-match') from?: string,
  ) {
    return this.config.make(user, asIn(yaml), { how: 'import', comment, expected: versionIn(from) });
  }

  @Get('versions')
  @ApiOperation({ summary: 'Who changed what when and why, newest first' })
  list(@User() user: SiteUser, @Query(new Parsed(page)) { before, limit }: z.infer<typeof page>) {
    return this.versions.list(user.tenant, before, limit);
  }

  @Get('versions/:version')
  @ApiOperation({ summary: 'The configuration as it was under a version' })
  one(@User() user: SiteUser, @Param('version', new Parsed(version)) v: number) {
    return this.versions.one(user.tenant, v);
  }

  @Get('diff')
  @ApiOperation({ summary: 'What differs between two versions' })
  diff(@User() user: SiteUser, @Query(new Parsed(pair)) { from, to }: z.infer<typeof pair>) {
    return this.versions.diff(user.tenant, from, to);
  }

  @Post('versions/:version/return')
  @HttpCode(200)
  @Roles('it')
  @body(returnForm)
  @ApiOperation({ summary: 'Bring an earlier version back, as a new version' })
  back(
    @User() user: SiteUser,
    @Param('version', new Parsed(version)) v: number,
    @Body(new Parsed(returnForm)) { comment }: z.infer<typeof returnForm>,
    @Headers('if-match') from?: string,
  ) {
    return this.config.make(user, backTo(v), { how: 'return', returnTo: v, comment, expected: versionIn(from) });
  }
}

function wishOf(wish: z.infer<typeof checkForm>): Wish {
  if ('yaml' in wish) return asIn(wish.yaml);
  if ('returnTo' in wish) return backTo(wish.returnTo);
  return () => ({ draft: wish });
}
