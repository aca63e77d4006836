using Amazon.EC2;
using Amazon.EC2.Model;

namespace PrivateApi.Resources;

/// <summary>The two VPC attributes that private DNS of an endpoint needs.</summary>
internal static class VpcDns
{
    public static async Task<bool> IsOnAsync(IAmazonEC2 ec2, string vpcId, VpcAttributeName attribute, CancellationToken stop)
    {
        DescribeVpcAttributeResponse answer = await ec2.DescribeVpcAttributeAsync(
            new DescribeVpcAttributeRequest { VpcId = vpcId, Attribute = attribute },
            stop
        );
        return (attribute == VpcAttributeName.EnableDnsSupport ? answer.EnableDnsSupport : answer.EnableDnsHostnames) == true;
    }

    public static Task<ModifyVpcAttributeResponse> SwitchOnAsync(
        IAmazonEC2 ec2,
        string vpcId,
        VpcAttributeName attribute,
        CancellationToken stop
    )
    {
        ModifyVpcAttributeRequest request = new() { VpcId = vpcId };
        if (attribute == VpcAttributeName.EnableDnsSupport)
        {
            request.EnableDnsSupport = true;
        }
        else
        {
            request.EnableDnsHostnames = true;
        }

        return ec2.ModifyVpcAttributeAsync(request, stop);
    }
}
