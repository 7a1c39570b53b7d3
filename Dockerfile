# The web application and the command, from the locked requirements. Nothing is downloaded at run time.
FROM python:3.11-slim
# The process that reads files is confined by the kernel's own rules: Landlock needs nothing, seccomp this library.
RUN apt-get update && apt-get install --no-install-recommends --yes libseccomp2 && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 1000 heard && mkdir /archive && chown heard /archive
WORKDIR /opt/heard
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md ./
COPY archive archive
COPY consent consent
COPY language language
COPY taxonomies taxonomies
RUN pip install --no-cache-dir --no-deps --no-build-isolation .
USER heard
ENTRYPOINT ["heard"]
