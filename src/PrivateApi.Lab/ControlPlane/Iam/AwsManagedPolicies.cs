namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>The AWS policies whose text the lab knows (AWS managed policy reference guide); the others allow nothing here.</summary>
internal static class AwsManagedPolicies
{
    public static string? Text(string arn) =>
        arn.Split(":policy/")[^1] switch
        {
            "AdministratorAccess" => Allow("*"),
            "PowerUserAccess" => """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"},
                {"Effect":"Allow","Action":["iam:CreateServiceLinkedRole","iam:DeleteServiceLinkedRole","iam:ListRoles"],"Resource":"*"}]}
                """,
            "AmazonAPIGatewayAdministrator" => Allow("apigateway:*"),
            "AmazonAPIGatewayInvokeFullAccess" => Allow("execute-api:Invoke\",\"execute-api:ManageConnections"),
            "AWSLambda_FullAccess" => Allow("lambda:*"),
            "AmazonEC2FullAccess" => Allow("ec2:*"),
            "IAMFullAccess" => Allow("iam:*"),
            _ => null,
        };

    /// <summary>The policy; null for one whose text the lab does not know.</summary>
    public static LabManagedPolicy? Find(ServiceCall call, string arn) =>
        arn.StartsWith($"arn:{call.Partition}:iam::aws:policy/", StringComparison.Ordinal) && Text(arn) is { } text
            ? new LabManagedPolicy(arn.Split('/')[^1], "/", "ANPALABLABLABLABLAB01", arn, text, DateTimeOffset.UnixEpoch)
            : null;

    private static string Allow(string actions) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["{{actions}}"],"Resource":"*"}]}""";
}
