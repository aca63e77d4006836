using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Policy.Authorization;

/// <summary>How a method authorizes its callers.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum MethodAuthorization
{
    /// <summary>No authorization: the resource policy alone decides.</summary>
    None,

    /// <summary>AWS_IAM: the caller signs, identity policies count.</summary>
    AwsIam,

    /// <summary>COGNITO_USER_POOLS: a token of a user pool.</summary>
    Cognito,

    /// <summary>CUSTOM: a Lambda authorizer returns a policy.</summary>
    Custom,
}
