using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Options that are written <c>enable</c> or <c>disable</c>.</summary>
internal static class EnableFlag
{
    /// <summary>The option, or its current value if the call does not name it.</summary>
    /// <exception cref="AwsFault">It is neither.</exception>
    public static bool Read(Ec2Call call, string parameter, bool otherwise) =>
        call[parameter] switch
        {
            null or "" => otherwise,
            "enable" => true,
            "disable" => false,
            string text => throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ({text}) for parameter {parameter} is invalid. Valid values are enable, disable."
            ),
        };

    public static XElement Render(string name, bool value) => new(name, value ? "enable" : "disable");
}
