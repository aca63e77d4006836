namespace PrivateApi.Facts;

/// <summary>Something that could not be read.</summary>
internal sealed record DeniedRead
{
    /// <summary>The permission that is missing, for instance <c>ec2:DescribeRouteTables</c>; or the call that failed.</summary>
    public required string Permission { get; init; }

    /// <summary>What it would have shown: the name of the snapshot's list.</summary>
    public required string Subject { get; init; }

    /// <summary>What the service said.</summary>
    public required string Message { get; init; }
}
