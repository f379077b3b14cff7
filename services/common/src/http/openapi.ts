import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves this service’s part of the one API description; the console’s server merges the parts. */
export function openapi(app: INestApplication, name: string): void {
  const base = new DocumentBuilder().setTitle(`Spillway: ${name}`).setVersion('1').addBearerAuth().build();
  const document = () => SwaggerModule.createDocument(app, base);
  SwaggerModule.setup('api/docs', app, document, { ui: false, raw: ['json'], jsonDocumentUrl: 'api/openapi.json' });
}
