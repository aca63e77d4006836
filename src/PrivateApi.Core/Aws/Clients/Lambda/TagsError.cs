namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Why GetFunction does not show a function's tags.</summary>
internal sealed class TagsError
{
    public string? ErrorCode { get; set; }

    public string? Message { get; set; }
}
