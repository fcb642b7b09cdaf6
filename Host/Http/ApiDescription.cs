using System.Text.Json.Serialization.Metadata;
using BackOffice.Host.SignIn;
using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BackOffice.Host.Http;

/// <summary>The description of the API at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDescription
{
    private const string SiteScheme = "site";
    private const string StaffScheme = "staff";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.CreateSchemaReferenceId = type => NameOf(type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            DescribeValue(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "BackOffice: Agregasi Inaproc";
            document.Info.Description =
                "Sites sign in at /connect/token with client credentials; staff at /api/v1/staff/sign-in. Every refusal is problem+json with a sentence in Indonesian, "
                + "or in English with Accept-Language: en; both stand in the member `sentence`.";
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [SiteScheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.OAuth2,
                    Description = "A site: client id lpse-CODE and its secret.",
                    Flows = new() { ClientCredentials = new() { TokenUrl = new("/connect/token", UriKind.Relative), Scopes = new Dictionary<string, string>() } },
                },
                [StaffScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Staff: the accessToken of /api/v1/staff/sign-in." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var policy in metadata.OfType<IAuthorizeData>().Select(data => data.Policy).Distinct())
            if (SchemeOf(policy) is { } scheme)
                (operation.Security ??= []).Add(new() { [new(scheme, context.Document)] = [] });
        // Of a site the filter of its token reads it; what staff call about a site names it itself.
        if (context.Description.RelativePath?.Contains("{code}", StringComparison.Ordinal) == true && operation.Parameters?.Any(parameter => parameter is { Name: "code", In: ParameterLocation.Path }) != true)
            (operation.Parameters ??= []).Insert(0, new OpenApiParameter
            {
                Name = "code",
                In = ParameterLocation.Path,
                Required = true,
                Description = "The code of the calling site.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]{1,9}$" },
            });
        if (metadata.OfType<TakesIdempotencyKey>().Any())
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = IdempotencyKeys.Header,
                In = ParameterLocation.Header,
                Description = "Chosen by the caller: a repetition gets the first answer again.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
    }

    // Our types are named within their use case; alone, View or Line would say nothing.
    private static string? NameOf(JsonTypeInfo type) => type.Type is { IsNested: true, DeclaringType: { } home, IsGenericType: false }
        ? home.Name.Replace("Endpoints", "", StringComparison.Ordinal) + type.Type.Name
        : null;

    private static void DescribeValue(OpenApiSchema schema, Type type)
    {
        var (format, text) = type switch
        {
            _ when type == typeof(SiteCode) => ("site-code", true),
            _ when type == typeof(SiteStage) => ("site-stage", true),
            _ when type == typeof(UserId) => ("user-id", true),
            _ when type == typeof(TypedPassword) => ("password", true),
            _ when type == typeof(CaseId) || type == typeof(InstanceId) => ("uuid", true),
            _ => ("", false),
        };
        if (text)
            (schema.Type, schema.Format) = (JsonSchemaType.String, format);
        if (type == typeof(Sentence))
            (schema.Type, schema.Properties) = (JsonSchemaType.Object, new Dictionary<string, IOpenApiSchema>
            {
                ["id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "In Indonesian." },
                ["en"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "In English." },
            });
    }

    private static string? SchemeOf(string? policy) => policy switch
    {
        SiteTokens.Policy => SiteScheme,
        StaffTokens.Policy or StaffTokens.PolicyWithOneTimePassword => StaffScheme,
        _ => null,
    };
}

/// <summary>Which refusals an endpoint can answer.</summary>
internal static class RefusalDescription
{
    /// <summary>Lists the statuses of the problems that the endpoint can answer with.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoint, params int[] statuses) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(
        [.. statuses.Select(status => new ProducesResponseTypeMetadata(status, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), [Problems.MediaType]))]);
}
