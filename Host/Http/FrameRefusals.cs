using BackOffice.Rules;
using BackOffice.Workflows;

namespace BackOffice.Host.Http;

/// <summary>Every "no" that the HTTP frame itself says, before or instead of a use case.</summary>
internal static class FrameRefusals
{
    // The answer to a commit can be lost after the commit, and what is read after it can fail.
    private static readonly Sentence MayBeDone = new(
        "Permintaan ini mungkin sudah, mungkin belum dikerjakan: periksa keadaannya sebentar lagi, lalu bila perlu ulangi dengan Idempotency-Key yang sama.",
        "What was asked may or may not have been done: look in a moment, then repeat it if need be, with the same Idempotency-Key.");

    public static Refusal SignInMissing { get; } = new("sign-in-missing", new(
        "Token tidak ada, sudah kedaluwarsa atau tidak sah.",
        "The token is missing, has run out or is not valid."));

    public static Refusal Forbidden { get; } = new("forbidden", new(
        "Tindakan ini tidak diizinkan.",
        "This is not allowed."));

    public static Refusal EncryptionRequired { get; } = new("encryption-required", new(
        "Layanan ini hanya dapat dipakai melalui HTTPS; HTTP biasa hanya dari mesin ini sendiri.",
        "This service can be used only by HTTPS; plain HTTP only from this machine itself."));

    public static Refusal NotFound { get; } = new("not-found", new(
        "Alamat ini tidak ada.",
        "There is nothing at this address."));

    public static Refusal MethodNotAllowed { get; } = new("method-not-allowed", new(
        "Alamat ini tidak mengenal metode tersebut.",
        "This address does not know that method."));

    public static Refusal FormOutdated { get; } = new("form-outdated", new(
        "Formulir ini sudah tidak berlaku: terlalu lama terbuka, atau di tab lain sudah ada yang masuk atau keluar. Tidak ada yang berubah.",
        "This form holds no longer: it was open for too long, or somebody has signed in or out in another tab. Nothing was changed."));

    public static Refusal RequestMalformed { get; } = new("request-malformed", new(
        "Permintaan tidak lengkap atau bentuknya salah.",
        "The request is incomplete or malformed."));

    public static Refusal UserIdMalformed { get; } = new("user-id-malformed", new(
        "User ID kosong, terlalu panjang, atau memuat karakter kendali, garis miring atau tanda persen.",
        "The user ID is empty, too long, or holds control characters, slashes or a percent sign."));

    public static Refusal CaseIdMalformed { get; } = new("case-id-malformed", new(
        "Nomor kasus tidak sah.",
        "The case id is malformed."));

    public static Refusal TooLarge { get; } = new("request-too-large", new(
        "Isi permintaan terlalu besar.",
        "The request's body is too large."));

    public static Refusal MediaTypeUnsupported { get; } = new("media-type-unsupported", new(
        "Isi permintaan harus berupa JSON (Content-Type: application/json).",
        "The request's body must be JSON (Content-Type: application/json)."));

    public static Refusal TooManyRequests { get; } = new("too-many-requests", new(
        "Terlalu banyak permintaan dari alamat ini. Coba lagi sebentar lagi.",
        "There were too many requests from this address. Try again in a moment."));

    public static Refusal DatabaseAway { get; } = new("database-away", new(
        $"Basis data sedang tidak dapat dihubungi. {MayBeDone.Indonesian}",
        $"The database cannot be reached now. {MayBeDone.English}"));

    public static Refusal DiskFull { get; } = new("disk-full", new(
        $"Ruang penyimpanan server penuh. {MayBeDone.Indonesian}",
        $"The server's disk is full. {MayBeDone.English}"));

    public static Refusal StorageFailed { get; } = new("storage-failed", new(
        $"Media penyimpanan server bermasalah. {MayBeDone.Indonesian}",
        $"The server's storage failed. {MayBeDone.English}"));

    public static Refusal Unexpected { get; } = new("unexpected", new(
        "Terjadi kesalahan sistem. Sebutkan traceId kepada helpdesk.",
        "The system failed. Tell the helpdesk the traceId."));

    /// <summary>What an answer without a body says.</summary>
    public static Refusal OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => SignInMissing,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => MediaTypeUnsupported,
        StatusCodes.Status429TooManyRequests => TooManyRequests,
        >= 500 => Unexpected,
        _ => RequestMalformed,
    };
}
