# Microsoft's images of the .NET 10 SDK and of ASP.NET Core 10; compose.yaml says how to name them.
ARG SDK_IMAGE
ARG ASPNET_IMAGE
FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/CallImport.Web --configuration Release --output /app -p:RestoreLockedMode=true

FROM ${ASPNET_IMAGE}
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_URLS=http://+:8080
EXPOSE 8080
USER $APP_UID
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "CallImport.Web.dll"]
