using System.Text.Json;
using BackOffice.Rules.Identity;
using BackOffice.Workflows;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace BackOffice.Host.Http;

/// <summary>Turns what was thrown into a problem. A caller's own mistake is told with its place; of a fault of ours nothing is told but where to ask.</summary>
internal sealed class UnexpectedFaults(ILogger<UnexpectedFaults> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var refusal = exception switch
        {
            BadHttpRequestException bad => OfBadRequest(bad, httpContext),
            _ when IsDatabaseAway(exception) => FrameRefusals.DatabaseAway,
            _ when ExpectedFaults.IsFullDisk(exception) => FrameRefusals.DiskFull,
            _ when ExpectedFaults.IsFailedStorage(exception) => FrameRefusals.StorageFailed,
            _ => FrameRefusals.Unexpected,
        };
        if (exception is not BadHttpRequestException)
            log.LogError(exception, "{Method} {Route} failed", httpContext.Request.Method, RouteOf(httpContext));
        await Problems.WriteAsync(httpContext, refusal);
        return true;
    }

    // Entity Framework wraps what it takes for a passing failure.
    private static bool IsDatabaseAway(Exception? exception) => exception is NpgsqlException { IsTransient: true } || (exception is not null && IsDatabaseAway(exception.InnerException));

    // The handler starts the request's features anew and keeps the old ones here.
    private static object? RouteValue(HttpContext http, string name) => http.Features.Get<IExceptionHandlerFeature>()?.RouteValues?[name];

    // The pattern, not the path: a path names people.
    private static string? RouteOf(HttpContext http) => (http.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;

    private static Refusal OfBadRequest(BadHttpRequestException bad, HttpContext http) => bad switch
    {
        { InnerException: JsonException json } => JsonProblems.Describe(json),
        { StatusCode: not StatusCodes.Status400BadRequest } => FrameRefusals.OfStatus(bad.StatusCode),
        _ when RouteValue(http, "userId") is string userId && !UserId.TryParse(userId, out _) => FrameRefusals.UserIdMalformed,
        _ when RouteValue(http, "caseId") is string caseId && !Guid.TryParse(caseId, out _) => FrameRefusals.CaseIdMalformed,
        _ => FrameRefusals.RequestMalformed,
    };
}
