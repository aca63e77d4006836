namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>
/// Names of an endpoint's steps: the values of the tag <c>privateapi:step</c>, a contract with endpoints created earlier.
/// </summary>
internal static class EndpointSteps
{
    public const string Endpoint = "endpoint";
    public const string SecurityGroup = "endpoint-group";
}
