FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE CHANGELOG.md ./
COPY src ./src
RUN python -m venv /opt/northstar && /opt/northstar/bin/pip install --no-cache-dir .

FROM python:3.11-slim
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home --home-dir /var/lib/northstar northstar
COPY --from=build /opt/northstar /opt/northstar
ENV PATH="/opt/northstar/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    TZ=UTC \
    NORTHSTAR_HOST=0.0.0.0 \
    NORTHSTAR_DATABASE_URL=sqlite:////var/lib/northstar/northstar.db
USER 10001
VOLUME /var/lib/northstar
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:3000/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["northstar-bot", "run"]
