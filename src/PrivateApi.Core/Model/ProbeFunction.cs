using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A Lambda function that <c>Invoke-PrivateApi -Via Lambda</c> placed in a VPC.</summary>
public sealed record ProbeFunction
{
    /// <summary>The function's name.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The VPC it runs in.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its subnets.</summary>
    public required IReadOnlyList<string> SubnetId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Its security groups.</summary>
    public required IReadOnlyList<string> SecurityGroupId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Lambda's state: <c>Pending</c>, <c>Active</c>, <c>Inactive</c>, <c>Failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Who created it: the caller's ARN at creation; null if the tag is missing.</summary>
    public required string? Owner { get; init; }

    /// <summary>When it was created, UTC; null if the tag is missing.</summary>
    public required DateTimeOffset? Created { get; init; }

    /// <summary>Its name.</summary>
    public override string ToString() => FunctionName;
}
