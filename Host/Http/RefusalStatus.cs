using BackOffice.Rules;
using BackOffice.Workflows;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Http;

/// <summary>Which HTTP status a refusal's code has.</summary>
internal static class RefusalStatus
{
    // What is not here says that the present state does not allow it: 409.
    private static readonly Dictionary<string, int> Statuses = new(StringComparer.Ordinal)
    {
        ["request-malformed"] = Status400BadRequest,
        ["account-malformed"] = Status400BadRequest,
        ["identity-malformed"] = Status400BadRequest,
        ["password-needed"] = Status403Forbidden,
        ["json-malformed"] = Status400BadRequest,
        ["user-id-malformed"] = Status400BadRequest,
        ["case-id-malformed"] = Status400BadRequest,
        ["idempotency-key-malformed"] = Status400BadRequest,
        ["if-match-malformed"] = Status400BadRequest,
        ["staff-name-malformed"] = Status400BadRequest,
        ["state-unknown"] = Status400BadRequest,
        ["role-unknown"] = Status400BadRequest,
        ["password-weak"] = Status400BadRequest,
        ["password-too-short"] = Status400BadRequest,
        ["reason-missing"] = Status400BadRequest,
        ["undo-verdict"] = Status400BadRequest,
        ["lock-target-malformed"] = Status400BadRequest,
        ["group-unknown"] = Status404NotFound,
        ["outcome-unknown"] = Status400BadRequest,
        ["sign-in-missing"] = Status401Unauthorized,
        ["sign-in-wrong"] = Status401Unauthorized,
        ["session-over"] = Status401Unauthorized,
        ["forbidden"] = Status403Forbidden,
        ["other-site"] = Status403Forbidden,
        ["encryption-required"] = Status403Forbidden,
        ["password-must-change"] = Status403Forbidden,
        ["role-missing"] = Status403Forbidden,
        ["wrong-password"] = Status403Forbidden,
        ["may-not-roam"] = Status403Forbidden,
        ["account-locked"] = Status403Forbidden,
        ["not-found"] = Status404NotFound,
        ["site-unknown"] = Status404NotFound,
        ["staff-unknown"] = Status404NotFound,
        ["account-unknown"] = Status404NotFound,
        ["no-stage-change"] = Status404NotFound,
        ["no-activation"] = Status404NotFound,
        ["case-unknown"] = Status404NotFound,
        ["pair-unknown"] = Status404NotFound,
        ["report-not-ready"] = Status404NotFound,
        ["report-file-missing"] = Status404NotFound,
        ["method-not-allowed"] = Status405MethodNotAllowed,
        ["version-outdated"] = Status412PreconditionFailed,
        ["request-too-large"] = Status413PayloadTooLarge,
        ["media-type-unsupported"] = Status415UnsupportedMediaType,
        ["idempotency-key-reused"] = Status422UnprocessableEntity,
        ["if-match-missing"] = Status428PreconditionRequired,
        ["too-many-requests"] = Status429TooManyRequests,
        ["sign-in-limited"] = Status429TooManyRequests,
        ["too-many-attempts"] = Status429TooManyRequests,
        ["unexpected"] = Status500InternalServerError,
        ["busy"] = Status503ServiceUnavailable,
        ["database-away"] = Status503ServiceUnavailable,
        ["disk-full"] = Status503ServiceUnavailable,
    };

    public static int Of(Refusal refusal) => Statuses.GetValueOrDefault(refusal.Code, Status409Conflict);

    public static Sentence TitleOf(int status) => status switch
    {
        Status400BadRequest => new("Permintaan tidak sah", "Bad request"),
        Status401Unauthorized => new("Belum masuk", "Not signed in"),
        Status403Forbidden => new("Tidak diizinkan", "Not allowed"),
        Status404NotFound => new("Tidak ditemukan", "Not found"),
        Status405MethodNotAllowed => new("Metode tidak tersedia", "Method not allowed"),
        Status409Conflict => new("Ditolak", "Refused"),
        Status412PreconditionFailed => new("Sudah berubah", "Changed meanwhile"),
        Status413PayloadTooLarge => new("Terlalu besar", "Too large"),
        Status415UnsupportedMediaType => new("Jenis isi tidak didukung", "Unsupported media type"),
        Status422UnprocessableEntity => new("Tidak dapat diproses", "Cannot be processed"),
        Status428PreconditionRequired => new("Versi diperlukan", "Version required"),
        Status429TooManyRequests => new("Terlalu sering", "Too many requests"),
        Status503ServiceUnavailable => new("Tidak tersedia", "Not available"),
        >= 500 => new("Kesalahan sistem", "System error"),
        _ => new("Ditolak", "Refused"),
    };
}
