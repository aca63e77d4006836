namespace PrivateApi.Resources;

/// <summary>Names of a network's steps: the values of the tag <c>privateapi:step</c>, a contract with networks made earlier.</summary>
internal static class NetworkSteps
{
    public const string Vpc = "vpc";
    public const string InternetGateway = "internet-gateway";
    public const string PrivateSubnet = "private-subnet-";
    public const string PublicSubnet = "public-subnet-";
    public const string PrivateRoutes = "private-routes";
    public const string PublicRoutes = "public-routes";
    public const string SecurityGroup = "security-group";

    /// <summary>Name of the security group that endpoints get.</summary>
    public const string SecurityGroupName = "EndpointSG";
}
