using System.Reflection;
using System.Runtime.Loader;

namespace PrivateApi.Tests;

/// <summary>
/// The AWSSDK that AWS Tools for PowerShell would have loaded: the real one, in a context of its own, whose types are not
/// the module's although they have the same names.
/// </summary>
internal static class AwsTools
{
    private static readonly AssemblyLoadContext Context = new("AWS Tools");

    private static readonly Assembly Core = Context.LoadFromAssemblyPath(ModuleSession.StagedModule + "bin/AWSSDK.Core.dll");

    private static readonly Assembly Ec2 = Context.LoadFromAssemblyPath(ModuleSession.StagedModule + "bin/AWSSDK.EC2.dll");

    /// <summary>Keys as the SDK holds them.</summary>
    public static object Keys(string accessKey, string secretKey) =>
        Activator.CreateInstance(Core.GetType("Amazon.Runtime.BasicAWSCredentials", throwOnError: true)!, accessKey, secretKey)!;

    /// <summary>An object of EC2's model, with properties set.</summary>
    public static object Ec2Object(string name, params (string Property, object? Value)[] values)
    {
        object made = Activator.CreateInstance(Ec2.GetType("Amazon.EC2.Model." + name, throwOnError: true)!)!;
        foreach ((string property, object? value) in values)
        {
            made.GetType().GetProperty(property)!.SetValue(made, value);
        }

        return made;
    }
}
