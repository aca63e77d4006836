using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>An authorizer of a REST API, as it stands, deployed or not.</summary>
public sealed record Authorizer : IAwsResource
{
    /// <summary>Its name, which is unique in the API.</summary>
    public required string Name { get; init; }

    /// <summary>Its id, which is unique in the API.</summary>
    public required string AuthorizerId { get; init; }

    /// <summary>The API it belongs to.</summary>
    public required string RestApiId { get; init; }

    /// <summary><c>TOKEN</c> or <c>REQUEST</c> for a Lambda function, <c>COGNITO_USER_POOLS</c> for user pools.</summary>
    public required string Type { get; init; }

    /// <summary>The methods that use it, each as <c>VERB /path</c>.</summary>
    public required IReadOnlyList<string> Method
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>What a request has to carry, each as <c>method.request.header.Name</c>; a request without it gets 401.</summary>
    public required IReadOnlyList<string> IdentitySource
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>What a token has to match, as a regular expression; null for anything.</summary>
    public required string? IdentityValidationExpression { get; init; }

    /// <summary>Seconds for which a Lambda authorizer's answer is cached, 0 for no cache; null where AWS does not say.</summary>
    public required int? TtlSec { get; init; }

    /// <summary>The Lambda function; null for user pools.</summary>
    public required string? FunctionArn { get; init; }

    /// <summary>The user pools of Cognito; none for a Lambda function.</summary>
    public required IReadOnlyList<string> UserPoolArn
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>Its id.</summary>
    public override string ToString() => AuthorizerId;
}
